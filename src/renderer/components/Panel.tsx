import { useId, type ReactNode } from 'react'
import styles from './components.module.css'

/** One picture, table or form with its heading. */
export function Panel({
  title,
  actions,
  children,
  level = 2
}: {
  title: ReactNode
  actions?: ReactNode
  children: ReactNode
  level?: 2 | 3
}) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <Heading id={id}>{title}</Heading>
        {actions}
      </div>
      {children}
    </section>
  )
}

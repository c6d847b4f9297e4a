import { useId, type ReactNode } from 'react'
import styles from '../plan.module.css'

/** A part of the form with what it is for. */
export function Section({ title, children, about, actions }: { title: string; children: ReactNode; about?: string; actions?: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {about === undefined ? null : <p className={styles.about}>{about}</p>}
      {children}
    </section>
  )
}

export const Pair = ({ children }: { children: ReactNode }) => <div className={styles.pair}>{children}</div>

import type { ReactNode } from 'react'
import styles from './components.module.css'

/** Nothing to show yet: what would be here, and how to get it. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section className={styles.empty}>
      <h2>{title}</h2>
      <div>{children}</div>
      {action === undefined ? null : <div className={styles.emptyAction}>{action}</div>}
    </section>
  )
}

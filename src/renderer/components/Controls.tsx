import type { ReactNode } from 'react'
import styles from './components.module.css'

/** What a page lets one choose, in one line. */
export function Controls({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.controls} role="group" aria-label={label}>
      {children}
    </div>
  )
}

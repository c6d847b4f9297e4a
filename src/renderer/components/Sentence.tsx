import type { ReactNode } from 'react'
import styles from './components.module.css'

/** What a page says, how sure, and what would change it. */
export function Sentence({ children }: { children: ReactNode }) {
  return <p className={styles.sentence}>{children}</p>
}

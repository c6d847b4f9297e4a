import type { ReactNode } from 'react'
import styles from './components.module.css'

/** The page's title: what it answers, as a question. */
export function QuestionTitle({ children }: { children: ReactNode }) {
  return <h1 className={styles.title}>{children}</h1>
}

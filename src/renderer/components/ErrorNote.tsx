import type { ReactNode } from 'react'
import type { Said } from '../rpc'
import { CopyButton } from './CopyButton'
import { IconAlert } from './icons'
import styles from './components.module.css'

/** What went wrong in one sentence, where, and what to do next; the details can be copied. */
export function ErrorNote({ said, next }: { said: Said; next?: ReactNode }) {
  return (
    <div className={styles.error} role="alert">
      <IconAlert size={18} aria-hidden />
      <div>
        <p>{said.message}</p>
        <div className={styles.errorActions}>
          {next}
          <CopyButton text={said.details} label="Copy details" words />
        </div>
      </div>
    </div>
  )
}

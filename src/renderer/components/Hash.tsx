import { CopyButton } from './CopyButton'
import styles from './components.module.css'

/** A digest: its beginning to look at, the whole of it to copy. `what` names it for the copy button. */
export function Hash({ value, what, digits = 12 }: { value: string; what: string; digits?: number }) {
  return (
    <span className={styles.hash} title={value}>
      {value.slice(0, digits)}
      {value.length > digits ? '…' : ''}
      <CopyButton text={value} label={`Copy ${what}`} />
    </span>
  )
}

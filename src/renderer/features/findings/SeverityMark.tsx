import type { Severity } from '../../../shared/model/finding'
import styles from './findings.module.css'

const BARS: Record<Severity, number> = { low: 1, moderate: 2, high: 3, critical: 4 }

/** One to four bars and the word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={styles.severity}>
      <svg width={16} height={10} viewBox="0 0 16 10" aria-hidden>
        {[0, 1, 2, 3].map((at) => (
          <rect
            key={at}
            x={at * 4}
            y={8 - at * 2}
            width={3}
            height={2 + at * 2}
            fill={at < BARS[severity] ? 'currentColor' : 'var(--line)'}
          />
        ))}
      </svg>
      {severity}
    </span>
  )
}

import type { VerdictCode } from '../../shared/model/finding'
import styles from './components.module.css'

const WORDS: Record<VerdictCode, string> = { pass: 'pass', fail: 'fail', insufficient: 'insufficient' }

/** ● pass, ▲ fail, ◆ insufficient evidence: shape, word and colour, never colour alone. */
export function VerdictSign({ verdict, word, strong = false }: { verdict: VerdictCode; word?: string; strong?: boolean }) {
  return (
    <span className={strong ? `${styles.sign} ${styles.strong}` : styles.sign} style={{ color: `var(--${verdict})` }}>
      <VerdictShape verdict={verdict} />
      {word ?? WORDS[verdict]}
    </span>
  )
}

export function VerdictShape({ verdict, size = 10 }: { verdict: VerdictCode; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 10 10" aria-hidden fill="currentColor">
      {verdict === 'pass' ? <circle cx="5" cy="5" r="4.5" /> : null}
      {verdict === 'fail' ? <path d="M5 0.5 L10 9.5 L0 9.5 Z" /> : null}
      {verdict === 'insufficient' ? <path d="M5 0 L10 5 L5 10 L0 5 Z" /> : null}
    </svg>
  )
}

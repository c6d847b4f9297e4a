import type { KeyboardEvent } from 'react'
import { VerdictSign } from '../../components/VerdictSign'
import type { AnsweredFinding } from './answers'
import { SeverityMark } from './SeverityMark'
import styles from './findings.module.css'

type Props = { findings: readonly AnsweredFinding[]; current: string | null; onChoose: (id: string) => void }

/** Gravest first; the arrow keys go from one to the next. */
export function FindingList({ findings, current, onChoose }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const at = findings.findIndex(({ finding }) => finding.id === current)
    const next = findings[Math.max(0, Math.min(findings.length - 1, at + step))]
    if (next === undefined) return
    event.preventDefault()
    onChoose(next.finding.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-finding="${next.finding.id}"]`)?.focus()
  }
  return (
    <ul className={styles.list} aria-label="Findings, gravest first" onKeyDown={onKeyDown}>
      {findings.map(({ finding, verdict, owner, status, notes }) => (
        <li key={finding.id}>
          <button
            type="button"
            className={styles.item}
            data-finding={finding.id}
            aria-current={finding.id === current}
            tabIndex={finding.id === current ? 0 : -1}
            onClick={() => onChoose(finding.id)}
          >
            <span className={styles.id}>{finding.id}</span>
            <span>{finding.title}</span>
            <span className={styles.marks}>
              <SeverityMark severity={finding.severity} />
              {verdict === null ? null : <VerdictSign verdict={verdict} />}
              <span>{status}</span>
              {owner === '' ? null : <span>{owner}</span>}
              {notes.length === 0 ? null : <span>{notes.length === 1 ? '1 note' : `${notes.length} notes`}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

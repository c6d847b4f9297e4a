import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Annotation } from '../../../shared/model/annotation'
import type { View } from '../../../shared/reading/view'
import { sentence, timeText } from '../../../shared/words/format'
import { MeasureFigure } from '../../components/MeasureFigure'
import { measureText } from '../../../shared/words/words'
import { Panel } from '../../components/Panel'
import type { Annotate } from './annotations'
import type { AnsweredFinding } from './answers'
import { SeverityMark } from './SeverityMark'
import styles from './findings.module.css'

/** What was found, why it matters, and who answers for it. What is said here goes to the ledger: the report itself never changes. */
export function FindingDetail({ answered, view, annotate }: { answered: AnsweredFinding; view: View; annotate: Annotate }) {
  const { finding } = answered
  const say = (change: Annotation): void => annotate(finding.id, change)
  return (
    <Panel title={`${finding.id} ${finding.title}`} actions={<SeverityMark severity={finding.severity} />}>
      <dl className={styles.parts}>
        <Part term="Condition">{finding.condition}</Part>
        <Part term="Criterion">{finding.criterion}</Part>
        <Part term="Cause">{finding.cause}</Part>
        <Part term="Effect">{finding.effect}</Part>
        <Part term="Recommendation">{finding.recommendation}</Part>
        {finding.evidence.length === 0 ? null : (
          <Part term="Evidence">
            <Evidence view={view} ids={finding.evidence} />
          </Part>
        )}
      </dl>
      <div className={styles.form}>
        <Field label="Owner" value={answered.owner} onSave={(text) => say({ field: 'owner', text })} />
        <Field label="Due (YYYY-MM-DD)" value={answered.due} pattern={DATE} onSave={(text) => say({ field: 'due', text })} />
        <Select
          label="Status"
          data={['open', 'accepted', 'closed']}
          value={answered.status}
          onChange={(status) => status !== null && say({ field: 'status', text: status })}
        />
        <div className={styles.wide}>
          <Field label="Response of the owner" lines value={answered.response} onSave={(text) => say({ field: 'response', text })} />
        </div>
        <div className={styles.wide}>
          <Notes answered={answered} onAdd={(text) => say({ field: 'note', text })} />
        </div>
      </div>
    </Panel>
  )
}

const DATE = /^(\d{4}-\d{2}-\d{2})?$/
const MOST_EVIDENCE = 12

function Part({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Evidence({ view, ids }: { view: View; ids: readonly string[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? ids : ids.slice(0, MOST_EVIDENCE)
  return (
    <span className={styles.evidence}>
      {shown.map((id) => {
        const measure = view.measure(id)
        return measure === undefined ? (
          <span key={id} className="mono">
            {id}
          </span>
        ) : (
          <span key={id} title={measureText(measure)}>
            {view.evidence(id)} <MeasureFigure measure={measure} />
          </span>
        )
      })}
      {ids.length > shown.length ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {ids.length - shown.length} more
        </Button>
      ) : null}
    </span>
  )
}

type FieldProps = { label: string; value: string; lines?: boolean; pattern?: RegExp; onSave: (text: string) => void }

/** Saved when one leaves it; Esc puts back what was there. */
function Field({ label, value, lines = false, pattern, onSave }: FieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? value
  const wrong = pattern !== undefined && !pattern.test(text)
  const save = (): void => {
    if (draft === null || wrong) return
    setDraft(null)
    if (draft !== value) onSave(draft)
  }
  const shared = {
    label,
    value: text,
    error: wrong ? 'A date as 2026-12-31, or nothing' : undefined,
    onBlur: save,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation()
        setDraft(null)
      }
      if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) save()
    }
  }
  return lines ? (
    <Textarea {...shared} autosize minRows={2} maxRows={10} onChange={(event) => setDraft(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => setDraft(event.currentTarget.value)} />
  )
}

function Notes({ answered, onAdd }: { answered: AnsweredFinding; onAdd: (text: string) => void }) {
  const [text, setText] = useState('')
  return (
    <>
      <Textarea
        label="Add a note"
        description={sentence('kept in the project’s ledger, with the time; the report itself does not change')}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        mt="sm"
        variant="default"
        disabled={text.trim() === ''}
        onClick={() => {
          onAdd(text.trim())
          setText('')
        }}
      >
        Add the note
      </Button>
      {answered.notes.length === 0 ? null : (
        <ul className={styles.notes} aria-label="Notes">
          {answered.notes.map((note) => (
            <li key={note.seq}>
              <span className="muted">{timeText(note.at)}</span> {note.text}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

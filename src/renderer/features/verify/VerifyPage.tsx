import { Button, Collapse, TextInput } from '@mantine/core'
import { useState } from 'react'
import { host } from '../../state/connection'
import { Controls } from '../../components/Controls'
import { DropZone } from '../../components/DropZone'
import { ErrorNote } from '../../components/ErrorNote'
import { Panel } from '../../components/Panel'
import { QuestionTitle } from '../../components/QuestionTitle'
import { notifyError } from '../../app/notify'
import { fileName } from './file-name'
import { Outcome } from './Outcome'
import { NOTHING_BROUGHT, useVerification, type Brought } from './use-verification'
import styles from './verify.module.css'

const REPORT = { title: 'Report to verify', many: false, extensions: ['pdf', 'json'] }
const TRUST = { title: 'Trust file', many: false, extensions: ['json'] }
const LATER = { title: 'Later reports', many: true, extensions: ['pdf', 'json'] }
const TOKEN = { title: 'Time stamp (RFC 3161)', many: false, extensions: ['tsr', 'tst', 'der'] }
const AUTHORITY = { title: 'Certificate of the time-stamping authority', many: false, extensions: ['pem', 'crt', 'cer', 'der'] }

/** The recipe of verification, step by step; needs no project. */
export default function VerifyPage() {
  const [report, setReport] = useState<string | null>(null)
  const [brought, setBrought] = useState<Brought>(NOTHING_BROUGHT)
  const { found, said, busy } = useVerification(report, brought)
  return (
    <>
      <QuestionTitle>Was this report altered, and who signed it?</QuestionTitle>
      <Controls label="The report">
        <DropZone
          choice={REPORT}
          button={report === null ? 'Choose a report' : 'Choose another report'}
          hint="or drop a signed PDF, or its JSON, here"
          onFiles={([file]) => setReport(file ?? null)}
        />
      </Controls>
      {report === null ? (
        <p className={styles.intro}>
          Assay takes the file apart, checks every signature, sets the pages again from the report inside and demands every byte. Obtain the
          verifier from a source you trust, not with the report: what a report says of itself is not evidence.
        </p>
      ) : (
        <p className={styles.intro}>
          <span className="mono">{fileName(report)}</span>
          {busy ? ' is being checked …' : ''}
        </p>
      )}
      <BroughtPanel brought={brought} onChange={setBrought} />
      {said === null ? null : <ErrorNote said={said} next={<span className="muted">Choose another file.</span>} />}
      {found === null ? null : <Outcome found={found} brought={brought} />}
    </>
  )
}

/** What the reader knows by other ways; without it the verdict says less. */
function BroughtPanel({ brought, onChange }: { brought: Brought; onChange: (brought: Brought) => void }) {
  const [shown, show] = useState(false)
  const choose = (choice: typeof TRUST, take: (files: string[]) => Partial<Brought>): void => {
    host()
      .chooseFiles(choice)
      .then((files) => {
        if (files.length > 0) onChange({ ...brought, ...take(files) })
      })
      .catch(notifyError)
  }
  return (
    <Panel
      title="What you bring"
      actions={
        <Button variant="subtle" color="gray" aria-expanded={shown} onClick={() => show(!shown)}>
          {shown ? 'Less' : 'More: model, period, challenge, time'}
        </Button>
      }
    >
      <div className={styles.files}>
        <FileChoice
          label="Trust file: whose keys you accept"
          value={brought.trust}
          onChoose={() => choose(TRUST, ([file]) => ({ trust: file ?? null }))}
          onClear={() => onChange({ ...brought, trust: null })}
        />
      </div>
      <Collapse expanded={shown} transitionDuration={0}>
        <div className={styles.fields}>
          <TextInput
            label="Model"
            description="The report must be about it"
            value={brought.model}
            onChange={(event) => onChange({ ...brought, model: event.currentTarget.value })}
          />
          <TextInput
            label="Period"
            description="As 2026-01-01/2026-09-30"
            value={brought.period}
            onChange={(event) => onChange({ ...brought, period: event.currentTarget.value })}
          />
          <TextInput
            label="Challenge"
            description="The nonce you gave before the audit"
            value={brought.challenge}
            onChange={(event) => onChange({ ...brought, challenge: event.currentTarget.value })}
          />
        </div>
        <div className={styles.files}>
          <FileChoice
            label="Later reports you know of"
            value={brought.later.length === 0 ? null : brought.later.map(fileName).join(', ')}
            onChoose={() => choose(LATER, (files) => ({ later: files }))}
            onClear={() => onChange({ ...brought, later: [] })}
          />
          <FileChoice
            label="Time stamp over the last signature"
            value={brought.token}
            onChoose={() => choose(TOKEN, ([file]) => ({ token: file ?? null }))}
            onClear={() => onChange({ ...brought, token: null })}
          />
          <FileChoice
            label="Certificate of its authority"
            value={brought.authority}
            onChoose={() => choose(AUTHORITY, ([file]) => ({ authority: file ?? null }))}
            onClear={() => onChange({ ...brought, authority: null })}
          />
        </div>
      </Collapse>
    </Panel>
  )
}

function FileChoice({
  label,
  value,
  onChoose,
  onClear
}: {
  label: string
  value: string | null
  onChoose: () => void
  onClear: () => void
}) {
  return (
    <div className={styles.file}>
      <span>{label}</span>
      {value === null ? <span className="muted">none</span> : <span className="mono">{fileName(value)}</span>}
      <Button variant="default" size="compact-xs" onClick={onChoose} aria-label={`Choose: ${label}`}>
        Choose
      </Button>
      {value === null ? null : (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={onClear} aria-label={`Leave out: ${label}`}>
          Leave out
        </Button>
      )}
    </div>
  )
}

import { Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Finding, Severity } from '../../../shared/model/finding'
import { counted } from '../../../shared/words/format'
import { SEVERITIES } from '../../../shared/words/words'
import { useParam } from '../../app/router'
import { Controls } from '../../components/Controls'
import { EmptyState } from '../../components/EmptyState'
import { QuestionTitle } from '../../components/QuestionTitle'
import { useOpenReport, type OpenReport } from '../../state/report'
import { useSession } from '../../state/session'
import { useAnnotations } from './annotations'
import { answered, filtered, type FindingFilter } from './answers'
import { CriteriaPanel } from './CriteriaPanel'
import { FindingDetail } from './FindingDetail'
import { FindingList } from './FindingList'
import styles from './findings.module.css'

export default function FindingsPage() {
  const open = useOpenReport()
  const folder = useSession((state) => state.folder)
  return (
    <>
      <QuestionTitle>What needs an answer?</QuestionTitle>
      {open === null || folder === null ? null : <Findings open={open} folder={folder} />}
    </>
  )
}

function Findings({ open, folder }: { open: OpenReport; folder: string }) {
  const [events, annotate] = useAnnotations(folder, open.digest)
  const all = useMemo(() => answered(open.view, events), [open, events])
  const [filter, setFilter] = useState<FindingFilter>({ severity: 'all', status: 'all', text: '' })
  const shown = useMemo(() => filtered(all, filter), [all, filter])
  const [wanted, setWanted] = useParam('finding', '')
  const current = shown.find(({ finding }) => finding.id === wanted) ?? shown[0]
  if (all.length === 0)
    return (
      <>
        <EmptyState title="The audit found nothing that needs an answer">
          A finding appears here when a criterion is crossed or cannot be decided, when the data do not reconcile, or when a method does not
          fit: with its severity, its evidence and room for an owner and a response.
        </EmptyState>
        <CriteriaPanel open={open} />
      </>
    )
  return (
    <>
      <Filters filter={filter} onChange={setFilter} shown={shown.length} all={all.length} />
      <div className={styles.page}>
        <FindingList findings={shown} current={current?.finding.id ?? null} onChoose={setWanted} />
        {current === undefined ? (
          <EmptyState title="No finding fits the filter">Choose another severity or status, or look for another word.</EmptyState>
        ) : (
          <FindingDetail key={current.finding.id} answered={current} view={open.view} annotate={annotate} />
        )}
      </div>
      <CriteriaPanel open={open} />
    </>
  )
}

type FilterProps = { filter: FindingFilter; onChange: (filter: FindingFilter) => void; shown: number; all: number }

const severities = [{ value: 'all', label: 'any severity' }, ...SEVERITIES.map((value) => ({ value, label: value }))]
const statuses = [{ value: 'all', label: 'any status' }, ...['open', 'accepted', 'closed'].map((value) => ({ value, label: value }))]

function Filters({ filter, onChange, shown, all }: FilterProps) {
  return (
    <Controls label="Which findings">
      <TextInput
        aria-label="Look for"
        placeholder="Look for a word"
        w="16rem"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        aria-label="Severity"
        data={severities}
        w="10rem"
        value={filter.severity}
        onChange={(value) => onChange({ ...filter, severity: (value ?? 'all') as Severity | 'all' })}
      />
      <Select
        aria-label="Status"
        data={statuses}
        w="10rem"
        value={filter.status}
        onChange={(value) => onChange({ ...filter, status: (value ?? 'all') as Finding['status'] | 'all' })}
      />
      <span className="muted">{shown === all ? counted(all, 'finding') : `${shown} of ${counted(all, 'finding')}`}</span>
    </Controls>
  )
}

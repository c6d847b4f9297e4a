import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { useParam } from '../../app/router'
import { Controls } from '../../components/Controls'
import { QuestionTitle } from '../../components/QuestionTitle'
import { useOpenReport, type OpenReport } from '../../state/report'
import { ABOUT } from '../assessment/about'
import { AssessmentResults } from '../assessment/AssessmentPage'
import { materialOf, type Material } from '../assessment/choice'
import { NotRun } from '../assessment/NotRun'
import { withoutReasons } from './audited-reasons'
import { ReasonStudio } from './ReasonStudio'

const VIEWS = [
  { value: 'scores', label: 'Scores' },
  { value: 'reasons', label: 'Reasons for notices' }
]

/** What drives the scores, and what those who were declined would be told. */
export default function ExplainPage() {
  const open = useOpenReport()
  const material = useMemo(() => (open === null ? null : materialOf(open.report, 'explanation')), [open])
  return (
    <>
      <QuestionTitle>{ABOUT.explanation.asks}</QuestionTitle>
      {open === null || material === null ? null : material.measures.length + material.exhibits.length === 0 ? (
        <NotRun about={ABOUT.explanation} />
      ) : (
        <Views open={open} material={material} />
      )}
    </>
  )
}

function Views({ open, material }: { open: OpenReport; material: Material }) {
  const [view, setView] = useParam('view', 'scores')
  const scores = useMemo(() => withoutReasons(material), [material])
  return (
    <>
      <Controls label="What to show">
        <SegmentedControl aria-label="What to show" data={VIEWS} value={view === 'reasons' ? view : 'scores'} onChange={setView} />
      </Controls>
      {view === 'reasons' ? <ReasonStudio open={open} material={material} /> : <AssessmentResults open={open} material={scores} />}
    </>
  )
}

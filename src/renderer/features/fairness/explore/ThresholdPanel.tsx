import { Button } from '@mantine/core'
import { EmptyState } from '../../../components/EmptyState'
import { ErrorNote } from '../../../components/ErrorNote'
import { Panel } from '../../../components/Panel'
import type { OpenReport } from '../../../state/report'
import type { MetricId } from '../../../../shared/model/metrics'
import type { GroupSet } from '../choice'
import { openExploration, useExploration } from './exploration'
import { Thresholds } from './Thresholds'

const ASKS = 'What if the threshold were elsewhere?'

/** Looking at other thresholds needs the scores in memory: it is asked for, because the ledger remembers it. */
export function ThresholdPanel({ open, set, metric }: { open: OpenReport; set: GroupSet; metric: MetricId }) {
  const now = useExploration((state) => state.now)
  const current = now.kind !== 'closed' && now.of === open.digest ? now : null
  const start = (
    <Button loading={current?.kind === 'opening'} onClick={() => void openExploration(open.digest)}>
      Read the scores
    </Button>
  )
  if (current?.kind === 'open')
    return <Thresholds open={open} set={set} metric={metric} exploration={current.id} overview={current.overview} />
  if (current?.kind === 'failed')
    return (
      <Panel title={ASKS}>
        <ErrorNote said={current.said} next={start} />
      </Panel>
    )
  return (
    <EmptyState title={ASKS} action={start}>
      Move the threshold and see every group’s rates, gaps and intervals follow; confusion matrices, score distributions and calibration by
      group come with it. The ledger remembers that the data were explored: a plan sealed after that says so in its report.
    </EmptyState>
  )
}

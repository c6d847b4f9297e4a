import { useEffect, useMemo, useRef, useState } from 'react'
import type { ExploreAnswer, ExploreOverview, ExploreQuestion } from '../../../../shared/model/explore'
import { METRICS, type MetricId } from '../../../../shared/model/metrics'
import { notifyError } from '../../../app/notify'
import { EmptyState } from '../../../components/EmptyState'
import { engine } from '../../../state/connection'
import type { OpenReport } from '../../../state/report'
import { comparedRate, type GroupSet } from '../choice'
import { ConfusionPanel } from './ConfusionPanel'
import { latestOnly } from './latest'
import { ScorePanels } from './ScorePanels'
import { ThresholdFigures } from './ThresholdFigures'
import { ThresholdLines } from './ThresholdLines'
import styles from './explore.module.css'

type Props = { open: OpenReport; set: GroupSet; metric: MetricId; exploration: string; overview: ExploreOverview }

/** Thresholds over data that the engine holds: lines of the rate with the threshold to be moved, and what follows from where it stands. */
export function Thresholds({ open, set, metric, exploration, overview }: Props) {
  const { score } = overview
  const rate = comparedRate(metric) ?? metric
  const shown = overview.metrics.includes(metric) ? metric : 'selection_rate_ratio'
  const line = overview.metrics.includes(rate) ? rate : 'selection_rate'
  const [threshold, setThreshold] = useState<number | null>(score?.operating?.threshold ?? null)
  const [answer, setAnswer] = useState<ExploreAnswer | null>(null)
  const ask = useMemo(
    () =>
      latestOnly(
        (question: ExploreQuestion) => engine().explore.answer({ exploration, question }),
        (found) => setAnswer(found),
        notifyError
      ),
    [exploration]
  )
  const attributes = set.attributes
  const question = useMemo(
    (): Omit<ExploreQuestion, 'threshold' | 'settled'> => ({
      over: [...attributes],
      reference: overview.reference,
      metrics: [...new Set([shown, comparedRate(shown) ?? shown])],
      side: score?.side ?? 'at_least'
    }),
    [attributes, overview, shown, score]
  )
  const latest = useRef(threshold)
  useEffect(() => ask({ ...question, threshold: latest.current, settled: true }), [ask, question])
  if (score === null)
    return <EmptyState title="There is no score">The plan gives no column the role score, so there is no threshold to move.</EmptyState>
  const move = (to: number, settled: boolean): void => {
    latest.current = to
    setThreshold(to)
    ask({ ...question, threshold: to, settled })
  }
  return (
    <>
      <div className={styles.pair}>
        <ThresholdLines
          open={open}
          set={set}
          metric={line}
          exploration={exploration}
          question={{ over: question.over, reference: question.reference, metric: line, side: question.side }}
          score={score}
          threshold={threshold ?? score.low}
          onMove={move}
        />
        {answer === null ? null : <ThresholdFigures open={open} set={set} metric={shown} title={METRICS[shown].name} answer={answer} />}
      </div>
      {answer === null ? null : <ConfusionPanel open={open} set={set} answer={answer} />}
      <ScorePanels open={open} set={set} exploration={exploration} />
    </>
  )
}

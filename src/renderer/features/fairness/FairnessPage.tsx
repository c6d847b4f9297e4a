import { useMemo } from 'react'
import { useParam } from '../../app/router'
import { EmptyState } from '../../components/EmptyState'
import { InPieces } from '../../components/InPieces'
import { QuestionTitle } from '../../components/QuestionTitle'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import { useOpenReport, type OpenReport } from '../../state/report'
import { Answer } from './Answer'
import { Calibration } from './Calibration'
import { canChoose, chosenOf, DrawnGroupsContext, firstDrawn, namesOf, type DrawnGroups } from './drawn-groups'
import { firstMetric, firstSet, groupSets, metricChoices, pictureOf, type GroupSet } from './choice'
import { ThresholdPanel } from './explore/ThresholdPanel'
import { FairnessControls } from './FairnessControls'
import { ForestPanel } from './ForestPanel'
import { GroupTable } from './GroupTable'
import { Strata } from './Strata'
import styles from './fairness.module.css'

export default function FairnessPage() {
  const open = useOpenReport()
  return (
    <>
      <QuestionTitle>Are groups treated alike?</QuestionTitle>
      {open === null ? null : <Groups open={open} />}
    </>
  )
}

function Groups({ open }: { open: OpenReport }) {
  const sets = useMemo(() => groupSets(open.view), [open])
  const first = useMemo(() => firstSet(open.view, sets), [open, sets])
  const [key, setKey] = useParam('groups', first?.key ?? '')
  const set = sets.find((one) => one.key === key) ?? first
  if (set === undefined)
    return (
      <EmptyState title="The plan asked for no comparison of groups" action={<a href="#/plan">Go to the plan</a>}>
        This page shows, for every attribute and crossing, how groups differ: rates with intervals, gaps against a reference, and which
        criteria are met. Add <code>fairness</code> to the plan’s assessments and give a column the role <code>protected</code>.
      </EmptyState>
    )
  return <OneSet open={open} sets={sets} set={set} onSet={setKey} />
}

function OneSet({ open, sets, set, onSet }: { open: OpenReport; sets: readonly GroupSet[]; set: GroupSet; onSet: (key: string) => void }) {
  const { view } = open
  const metrics = useMemo(() => metricChoices(view, set), [view, set])
  const first = useMemo(() => firstMetric(view, set), [view, set])
  const [wanted, setMetric] = useParam('metric', first ?? '')
  const [against, setAgainst] = useParam('against', '')
  const drawn = useDrawn(open, set)
  const offered = metrics.some(({ items }) => items.some((item) => item.value === wanted))
  const metric = offered ? (wanted as MetricId) : first
  const picture = useMemo(() => (metric === null ? null : pictureOf(view, set, metric, against)), [view, set, metric, against])
  if (metric === null || picture === null) return null
  return (
    <InPieces>
      <>
        <FairnessControls
          sets={sets}
          set={set}
          metrics={metrics}
          picture={picture}
          onSet={onSet}
          onMetric={setMetric}
          onReference={setAgainst}
        />
        <div className={styles.main}>
          <div className={styles.picture}>
            <ForestPanel open={open} set={set} picture={picture} />
          </div>
          <div className={styles.answer}>
            <Answer view={view} picture={picture} />
          </div>
          <div className={styles.table}>
            <GroupTable open={open} caption={`${METRICS[metric].name} by ${set.name}`} picture={picture} />
          </div>
        </div>
      </>
      <DrawnGroupsContext value={drawn}>
        <div className={styles.stack}>
          <Strata open={open} set={set} />
          <Calibration open={open} set={set} />
          <ThresholdPanel open={open} set={set} metric={metric} />
        </div>
      </DrawnGroupsContext>
    </InPieces>
  )
}

/** Which groups have a line below the first picture; kept in the address. */
function useDrawn({ view }: OpenReport, set: GroupSet): DrawnGroups {
  const [text, setText] = useParam('drawn', '')
  const names = useMemo(() => namesOf(view, set), [view, set])
  const first = useMemo(() => firstDrawn(view, set), [view, set])
  const chosen = useMemo(() => chosenOf(text, names), [text, names])
  const choose = (next: readonly string[]): void => setText(next.length === 0 ? undefined : JSON.stringify(next))
  return { names, drawn: chosen.length === 0 ? first : chosen, choose: canChoose(names) ? choose : null }
}

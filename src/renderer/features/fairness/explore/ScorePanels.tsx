import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { ExploreScores } from '../../../../shared/model/explore'
import { groupValues } from '../../../../shared/words/words'
import { notifyError } from '../../../app/notify'
import { CalibrationChart } from '../../../charts/CalibrationChart'
import { ChartFrame, type Twin } from '../../../charts/ChartFrame'
import { exhibitTable } from '../../../charts/exhibit-twin'
import { inkOfGroup } from '../../../charts/palette'
import { PlotChart } from '../../../charts/PlotChart'
import { curveSpec } from '../../../charts/specs/curve'
import { useChartTheme } from '../../../charts/theme'
import { engine } from '../../../state/connection'
import type { OpenReport } from '../../../state/report'
import type { GroupSet } from '../choice'
import { useDrawnGroups } from '../drawn-groups'
import { GroupPicker } from '../GroupPicker'
import { calibrationPairs, scoreShares } from './score-figures'
import styles from './explore.module.css'

type Props = { open: OpenReport; set: GroupSet; exploration: string }

/** How the scores of each group lie, and whether they are honest: the share that came true at each score. Stays as it is while a threshold is moved. */
export const ScorePanels = memo(function ScorePanels({ open, set, exploration }: Props) {
  const [scores, setScores] = useState<ExploreScores | null>(null)
  const { attributes } = set
  const { drawn } = useDrawnGroups()
  useEffect(() => {
    let current = true
    engine()
      .explore.scores({ exploration, over: [...attributes] })
      .then((found) => {
        if (current) setScores(found)
      }, notifyError)
    return () => {
      current = false
    }
  }, [exploration, attributes])
  const pairs = useMemo(() => calibrationPairs(scores?.calibration ?? []), [scores])
  if (scores === null) return null
  return (
    <div className={pairs.length === 0 ? undefined : styles.pair}>
      <Distribution open={open} set={set} scores={scores} />
      {pairs.length === 0 ? null : <CalibrationChart open={open} what={set.name} pairs={pairs} drawn={drawn} picker={<GroupPicker />} />}
    </div>
  )
})

function Distribution({ open, set, scores }: { open: OpenReport; set: GroupSet; scores: ExploreScores }) {
  const theme = useChartTheme()
  const exporter = useRef<(() => Promise<string>) | null>(null)
  const title = `How the scores lie, by ${set.name}`
  const { drawn } = useDrawnGroups()
  const exhibit = useMemo(() => scoreShares(scores, title), [scores, title])
  const lines = useMemo(
    () => ({ ...scores, groups: scores.groups.filter(({ group, rows }) => rows !== null && drawn.includes(groupValues(group))) }),
    [scores, drawn]
  )
  const spec = useMemo(
    () =>
      curveSpec(
        scoreShares(lines, title),
        theme,
        lines.groups.map(({ group }) => inkOfGroup(open.report, group))
      ),
    [lines, title, theme, open]
  )
  const twin = useMemo(() => twinOf(exhibit), [exhibit])
  return (
    <ChartFrame
      title={title}
      twin={twin}
      svg={() => exporter.current?.() ?? null}
      note="Share of each group’s rows in bins of equal width."
    >
      <GroupPicker />
      <PlotChart spec={spec} alt={`${title}. Its table has the same figures.`} exporter={exporter} />
    </ChartFrame>
  )
}

type Row = { key: string; cells: readonly (string | number | null)[] }

function twinOf(exhibit: ExhibitOf<'curve'>): Twin<Row> {
  const { titles, rows, shown } = exhibitTable(exhibit)
  return {
    keyOf: (row) => row.key,
    rows: rows.map((cells, at) => ({ key: String(at), cells })),
    columns: titles.map((title, at) => ({
      id: String(at),
      title,
      align: 'right' as const,
      value: (row: Row) => row.cells[at] ?? null,
      render: (row: Row) => shown(row.cells[at] ?? null, at)
    }))
  }
}

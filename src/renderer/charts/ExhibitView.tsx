import { useMemo, useRef } from 'react'
import type { Exhibit } from '../../shared/model/exhibit'
import type { CellValue } from '../components/compare-values'
import { DataTable, type Column } from '../components/DataTable'
import { Panel } from '../components/Panel'
import { ChartFrame, type Twin } from './ChartFrame'
import { exhibitTable } from './exhibit-twin'
import { PlotChart } from './PlotChart'
import type { PlotSpec } from './plot-spec'
import { curveSpec, type CurvePoint } from './specs/curve'
import { dependenceSpec } from './specs/dependence'
import { distributionSpec } from './specs/distribution'
import { gridSpec } from './specs/grid'
import { swarmSpec } from './specs/swarm'
import { waterfallSpec } from './specs/waterfall'
import { useChartTheme, type ChartTheme } from './theme'

type Row = { key: string; cells: readonly CellValue[] }

function specOf(exhibit: Exclude<Exhibit, { kind: 'table' }>, theme: ChartTheme): PlotSpec {
  switch (exhibit.kind) {
    case 'distribution':
      return distributionSpec(exhibit, theme)
    case 'curve':
      return curveSpec(exhibit, theme)
    case 'waterfall':
      return waterfallSpec(exhibit, theme)
    case 'swarm':
      return swarmSpec(exhibit, theme)
    case 'dependence':
      return dependenceSpec(exhibit, theme)
    case 'grid':
      return gridSpec(exhibit, theme)
  }
}

type ExhibitViewProps = {
  exhibit: Exhibit
  level?: 2 | 3
  /** A point of a curve was chosen. */
  onPoint?: (point: CurvePoint) => void
}

/** A picture or table of the report, from the figures that the report holds. */
export function ExhibitView({ exhibit, level = 2, onPoint }: ExhibitViewProps) {
  const twin = useMemo(() => twinOf(exhibit), [exhibit])
  const notes = exhibit.notes.length === 0 ? undefined : exhibit.notes.join(' ')
  if (exhibit.kind === 'table')
    return (
      <Panel title={exhibit.title} level={level}>
        <DataTable caption={exhibit.title} {...twin} note={notes === undefined ? undefined : <span>{notes}</span>} />
      </Panel>
    )
  return <Picture exhibit={exhibit} twin={twin} level={level} note={notes} onPoint={onPoint} />
}

type PictureProps = {
  exhibit: Exclude<Exhibit, { kind: 'table' }>
  twin: Twin<Row>
  level: 2 | 3
  note: string | undefined
  onPoint: ExhibitViewProps['onPoint']
}

const isCurvePoint = (custom: unknown): custom is CurvePoint =>
  Array.isArray(custom) && custom.length === 2 && custom.every((place) => Number.isInteger(place))

function Picture({ exhibit, twin, level, note, onPoint }: PictureProps) {
  const theme = useChartTheme()
  const spec = useMemo(() => specOf(exhibit, theme), [exhibit, theme])
  const exporter = useRef<(() => Promise<string>) | null>(null)
  return (
    <ChartFrame title={exhibit.title} twin={twin} svg={() => exporter.current?.() ?? null} level={level} note={note}>
      <PlotChart
        spec={spec}
        alt={`${exhibit.title}. Its table has the same figures.`}
        exporter={exporter}
        onPoint={(custom) => {
          if (isCurvePoint(custom)) onPoint?.(custom)
        }}
      />
    </ChartFrame>
  )
}

function twinOf(exhibit: Exhibit): Twin<Row> {
  const { titles, numeric, rows, shown } = exhibitTable(exhibit)
  return {
    keyOf: (row) => row.key,
    rows: rows.map((cells, at) => ({ key: String(at), cells })),
    columns: titles.map((title, at): Column<Row> => ({
      id: String(at),
      title,
      align: numeric[at] === true ? 'right' : 'left',
      value: (row) => row.cells[at] ?? null,
      render: (row) => shown(row.cells[at] ?? null, at)
    }))
  }
}

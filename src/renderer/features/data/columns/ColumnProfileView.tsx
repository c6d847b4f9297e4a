import { useRef, type ReactNode } from 'react'
import type { ColumnProfile, ColumnShape } from '../../../../shared/model/column-profile'
import { count, percent } from '../../../../shared/words/format'
import { svgText } from '../../../charts/export'
import { ChartFrame } from '../../../charts/ChartFrame'
import type { Column } from '../../../components/DataTable'
import { Panel } from '../../../components/Panel'
import { Frequencies } from './Frequencies'
import { Histogram } from './Histogram'
import { valueText } from './value-text'
import styles from '../data.module.css'

type Line = { what: string; rows: number }

const LINES: readonly Column<Line>[] = [
  { id: 'what', title: 'Value', value: ({ what }) => what },
  { id: 'rows', title: 'Rows', value: ({ rows }) => rows, align: 'right' }
]

const WHY = {
  identifier: 'Its values name single rows or persons: they are not shown.',
  'mostly-distinct': 'Nearly every row has a text of its own: they are not shown.'
}

/** The picture of one column with its figures. */
export function ColumnProfileView({ profile }: { profile: ColumnProfile }) {
  const svg = useRef<SVGSVGElement | null>(null)
  const { shape, name, rows, missing } = profile
  const facts = `${count(rows - missing)} rows with a value, ${count(missing)} missing (${percent(rows === 0 ? 0 : missing / rows, 1)})`
  if (shape.kind === 'withheld' || shape.kind === 'empty')
    return (
      <Panel title={name}>
        <p>{shape.kind === 'empty' ? 'No row has a value.' : WHY[shape.reason]}</p>
        <p className="muted">{facts}</p>
      </Panel>
    )
  const picture: ReactNode =
    shape.kind === 'numbers' ? (
      <Histogram shape={shape} name={name} svg={svg} />
    ) : (
      <Frequencies shape={shape} name={name} rows={rows - missing} svg={svg} />
    )
  return (
    <ChartFrame
      title={name}
      twin={{ columns: LINES, rows: linesOf(shape), keyOf: ({ what }) => what }}
      svg={() => (svg.current === null ? null : Promise.resolve(svgText(svg.current, getComputedStyle(document.body).backgroundColor)))}
      note={facts}
    >
      {picture}
      {shape.kind === 'numbers' ? <Quantiles shape={shape} /> : null}
    </ChartFrame>
  )
}

function linesOf(shape: Extract<ColumnShape, { kind: 'numbers' | 'categories' }>): Line[] {
  if (shape.kind === 'categories')
    return [
      ...shape.top.map(({ value, rows }) => ({ what: value, rows })),
      ...(shape.others.values > 0 ? [{ what: `${count(shape.others.values)} other values`, rows: shape.others.rows }] : [])
    ]
  const range = (shape.bins.at(-1)?.high ?? 0) - (shape.bins[0]?.low ?? 0)
  const text = (value: number): string => valueText(value, shape.unit, range)
  return [
    ...(shape.below > 0 ? [{ what: 'below the picture', rows: shape.below }] : []),
    ...shape.bins.map(({ low, high, rows }) => ({ what: `${text(low)} to ${text(high)}`, rows })),
    ...(shape.above > 0 ? [{ what: 'above the picture', rows: shape.above }] : [])
  ]
}

function Quantiles({ shape }: { shape: Extract<ColumnShape, { kind: 'numbers' }> }) {
  const range = shape.high - shape.low
  const all = [
    { label: 'least', value: shape.low },
    ...shape.quantiles.map(({ share, value }) => ({ label: percent(share, 0), value })),
    { label: 'greatest', value: shape.high }
  ]
  return (
    <>
      <dl className={styles.quantiles}>
        {all.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{valueText(value, shape.unit, range)}</dd>
          </div>
        ))}
      </dl>
      {shape.below + shape.above > 0 ? (
        <p className="muted">{count(shape.below + shape.above)} rows lie outside the picture, which leaves out a far tail.</p>
      ) : null}
    </>
  )
}

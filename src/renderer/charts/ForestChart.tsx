import { useElementSize } from '@mantine/hooks'
import type { RefObject } from 'react'
import type { Measure } from '../../shared/model/measure'
import type { VerdictCode } from '../../shared/model/finding'
import type { Forest, ForestRow } from '../../shared/reading/forest'
import styles from './charts.module.css'

type Props = {
  picture: Forest
  /** The measures of the picture's rows, in their order. */
  measures: readonly Measure[]
  colourOf: (measure: Measure) => string
  /** Left out: rows cannot be chosen. */
  onChoose?: (measure: Measure) => void
  svg: RefObject<SVGSVGElement | null>
}

const ROW = 26
const LINE = 16
const TOP = 30
const FOOT = 44
const LEAST_PLOT = 160

/** Point and interval of each group, the criterion's stretch behind them. The same layout as in the report. */
export function ForestChart({ picture, measures, colourOf, onChoose, svg }: Props) {
  const { ref, width: found } = useElementSize()
  const width = Math.max(360, found)
  const columns = columnsOf(width, picture.rows)
  const { left, right } = columns
  const tops = topsOf(picture.rows)
  const bottom = tops.at(-1)!
  const height = bottom + FOOT
  const place = (share: number): number => left + share * (right - left)
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {found === 0 ? null : (
        <svg ref={svg} className={styles.forest} viewBox={`0 0 ${width} ${height}`} height={height} role="group" aria-label={picture.alt}>
          {picture.criterion === null ? null : (
            <rect
              className={styles.criterion}
              x={place(picture.criterion.from)}
              width={Math.max(0, place(picture.criterion.to) - place(picture.criterion.from))}
              y={TOP - 4}
              height={bottom - TOP + 8}
            />
          )}
          <text className={styles.head} x={columns.text} y={16} textAnchor="end">
            {picture.textTitle}
          </text>
          {columns.n === null ? null : (
            <text className={styles.head} x={columns.n} y={16} textAnchor="end">
              n
            </text>
          )}
          {picture.criterion === null ? null : <CriterionLabel criterion={picture.criterion} place={place} right={right} />}
          {picture.axis.ticks.map((tick) => (
            <g key={tick.at}>
              <line className={styles.grid} x1={place(tick.at)} x2={place(tick.at)} y1={TOP} y2={bottom + 4} />
              <text className={styles.muted} x={place(tick.at)} y={bottom + 18} textAnchor="middle">
                {tick.label}
              </text>
            </g>
          ))}
          {picture.neutral === null ? null : (
            <line className={styles.neutral} x1={place(picture.neutral)} x2={place(picture.neutral)} y1={TOP - 4} y2={bottom + 4} />
          )}
          <text className={styles.muted} x={(left + right) / 2} y={bottom + 38} textAnchor="middle">
            {picture.axis.title}
          </text>
          {picture.rows.map((row, at) => {
            const measure = measures[at]
            return measure === undefined ? null : (
              <Row
                key={measure.id}
                row={row}
                y={tops[at]!}
                width={width}
                columns={columns}
                colour={colourOf(measure)}
                onChoose={onChoose === undefined ? undefined : () => onChoose(measure)}
              />
            )
          })}
        </svg>
      )}
    </div>
  )
}

/** Over the stretch where it begins; ends at the plot's right side where it would run out of it. */
function CriterionLabel({
  criterion,
  place,
  right
}: {
  criterion: { from: number; label: string }
  place: (share: number) => number
  right: number
}) {
  const from = place(criterion.from)
  const fits = from + criterion.label.length * 6 <= right
  return (
    <text className={styles.head} x={fits ? from : right} y={16} textAnchor={fits ? 'start' : 'end'}>
      {criterion.label}
    </text>
  )
}

const heightOf = ({ lines }: ForestRow): number => ROW + (lines.length - 1) * LINE

/** Where each row begins, and where the last one ends. */
const topsOf = (rows: readonly ForestRow[]): number[] => rows.reduce((tops, row) => [...tops, tops.at(-1)! + heightOf(row)], [TOP])

type Columns = { left: number; right: number; text: number; n: number | null; sign: number }

/** Labels, plot, numbers; n is left out where the plot would be too narrow. */
function columnsOf(width: number, rows: readonly ForestRow[]): Columns {
  const longest = Math.max(...rows.flatMap((row) => row.lines.map((line) => line.length)), 6)
  const left = 16 + Math.min(longest * 6.6, width * 0.34)
  const text = 8 + Math.max(...rows.map((row) => row.text.length), 10) * 6.2
  const n = 12 + Math.max(...rows.map((row) => row.n.length), 3) * 6.2
  const withN = width - left - text - n - 40 >= LEAST_PLOT
  const end = width - 22
  return { left, right: end - text - (withN ? n : 0) - 12, text: end - (withN ? n : 0), n: withN ? end : null, sign: width - 14 }
}

type RowProps = { row: ForestRow; y: number; width: number; columns: Columns; colour: string; onChoose: (() => void) | undefined }

function Row({ row, y, width, columns, colour, onChoose }: RowProps) {
  const { left, right, text, n, sign } = columns
  const height = heightOf(row)
  const middle = y + height / 2
  const place = (share: number): number => left + share * (right - left)
  const said = `${row.label}: ${row.text}, n ${row.n}${row.sign === undefined ? '' : `, ${row.sign}`}`
  return (
    <g
      className={onChoose === undefined ? undefined : styles.row}
      role={onChoose === undefined ? 'img' : 'button'}
      tabIndex={onChoose === undefined ? undefined : 0}
      aria-label={onChoose === undefined ? said : `${said}. Show the evidence`}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onChoose?.()
      }}
    >
      <rect className={styles.hit} x={1} y={y} width={width - 2} height={height} rx={3} fillOpacity={0.5} />
      {row.lines.map((line, at) => (
        <text key={at} x={6} y={y + ROW / 2 + 4 + at * LINE}>
          {line}
        </text>
      ))}
      {row.mark === null ? (
        <text className={styles.muted} x={left} y={middle + 4}>
          cannot be drawn
        </text>
      ) : (
        <g stroke={colour} fill={colour}>
          {row.mark.from === null || row.mark.to === null ? null : (
            <>
              <line x1={place(row.mark.from)} x2={place(row.mark.to)} y1={middle} y2={middle} strokeWidth={2} />
              <End x={place(row.mark.from)} y={middle} beyond={row.mark.beyondLow} to={-1} />
              <End x={place(row.mark.to)} y={middle} beyond={row.mark.beyondHigh} to={1} />
            </>
          )}
          <rect x={place(row.mark.at) - 4} y={middle - 4} width={8} height={8} stroke="none" />
        </g>
      )}
      <text x={text} y={middle + 4} textAnchor="end">
        {row.text}
      </text>
      {n === null ? null : (
        <text className={styles.muted} x={n} y={middle + 4} textAnchor="end">
          {row.n}
        </text>
      )}
      {row.sign === undefined ? null : <Sign verdict={row.sign} x={sign} y={middle} />}
    </g>
  )
}

/** A cap where an interval ends; an arrow head where it goes on. */
function End({ x, y, beyond, to }: { x: number; y: number; beyond: boolean; to: 1 | -1 }) {
  return beyond ? (
    <path d={`M${x} ${y - 4} L${x + 6 * to} ${y} L${x} ${y + 4} Z`} stroke="none" />
  ) : (
    <line x1={x} x2={x} y1={y - 4} y2={y + 4} strokeWidth={1.5} />
  )
}

function Sign({ verdict, x, y }: { verdict: VerdictCode; x: number; y: number }) {
  const fill = `var(--${verdict})`
  if (verdict === 'pass') return <circle cx={x + 5} cy={y} r={4.5} fill={fill} />
  if (verdict === 'fail') return <path d={`M${x + 5} ${y - 5} L${x + 10} ${y + 4} L${x} ${y + 4} Z`} fill={fill} />
  return <path d={`M${x + 5} ${y - 5} L${x + 10} ${y} L${x + 5} ${y + 5} L${x} ${y} Z`} fill={fill} />
}

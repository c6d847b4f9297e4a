import { useElementSize } from '@mantine/hooks'
import type { RefObject } from 'react'
import type { ColumnShape } from '../../../../shared/model/column-profile'
import { count } from '../../../../shared/words/format'
import styles from '../data.module.css'
import { valueText } from './value-text'

type Numbers = Extract<ColumnShape, { kind: 'numbers' }>

const HEIGHT = 190
const FOOT = 40
const TOP = 12
const LEFT = 52

/** Rows by value. Its table twin has every figure. */
export function Histogram({ shape, name, svg }: { shape: Numbers; name: string; svg: RefObject<SVGSVGElement | null> }) {
  const { ref, width: found } = useElementSize()
  const width = Math.max(280, found)
  const [first, last] = [shape.bins[0], shape.bins.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [first.low, last.high]
  const most = Math.max(...shape.bins.map(({ rows }) => rows), 1)
  const place = (value: number): number => LEFT + (to > from ? (value - from) / (to - from) : 0.5) * (width - LEFT - 12)
  const tall = (rows: number): number => (rows / most) * (HEIGHT - FOOT - TOP)
  const ticks = [from, (from + to) / 2, to]
  const label = `Histogram of ${name}: ${count(shape.bins.reduce((sum, { rows }) => sum + rows, 0))} rows from ${valueText(from, shape.unit, to - from)} to ${valueText(to, shape.unit, to - from)}`
  return (
    <div ref={ref} style={{ minHeight: HEIGHT }}>
      {found === 0 ? null : (
        <svg ref={svg} className={styles.histogram} role="img" aria-label={label} viewBox={`0 0 ${width} ${HEIGHT}`} height={HEIGHT}>
          {[most, most / 2].map((rows) => (
            <g key={rows}>
              <line className={styles.grid} x1={LEFT} x2={width - 12} y1={HEIGHT - FOOT - tall(rows)} y2={HEIGHT - FOOT - tall(rows)} />
              <text className={styles.tick} x={LEFT - 6} y={HEIGHT - FOOT - tall(rows) + 4} textAnchor="end">
                {count(rows)}
              </text>
            </g>
          ))}
          {shape.bins.map((bin) => {
            const [x, beyond] = from === to ? [place(from) - 20, place(from) + 20] : [place(bin.low), place(bin.high)]
            return (
              <rect
                key={bin.low}
                className={styles.bar}
                x={x + 0.5}
                width={Math.max(1, beyond - x - 1)}
                y={HEIGHT - FOOT - tall(bin.rows)}
                height={tall(bin.rows)}
              >
                <title>{`${valueText(bin.low, shape.unit, to - from)} to ${valueText(bin.high, shape.unit, to - from)}: ${count(bin.rows)} rows`}</title>
              </rect>
            )
          })}
          <line className={styles.axis} x1={LEFT} x2={width - 12} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
          {(from === to ? [from] : ticks).map((tick, at) => (
            <text
              key={tick}
              className={styles.tick}
              x={place(tick)}
              y={HEIGHT - FOOT + 16}
              textAnchor={from === to || at === 1 ? 'middle' : at === 0 ? 'start' : 'end'}
            >
              {valueText(tick, shape.unit, to - from)}
            </text>
          ))}
          <text className={styles.tick} x={(LEFT + width) / 2} y={HEIGHT - 6} textAnchor="middle">
            {name}
            {shape.unit === 'number' ? '' : ' (date)'}; rows
          </text>
        </svg>
      )}
    </div>
  )
}

/** The same without words, for a line of a table. */
export function Spark({ shape }: { shape: ColumnShape }) {
  const rows =
    shape.kind === 'numbers' ? shape.bins.map((bin) => bin.rows) : shape.kind === 'categories' ? shape.top.map((one) => one.rows) : []
  const most = Math.max(...rows, 1)
  const step = 96 / Math.max(rows.length, 6)
  return (
    <svg className={styles.spark} width={96} height={20} aria-hidden>
      {rows.map((value, at) => (
        <rect
          key={at}
          className={styles.bar}
          x={at * step}
          width={Math.max(0.5, step - 0.75)}
          y={20 - (value / most) * 20}
          height={(value / most) * 20}
        />
      ))}
    </svg>
  )
}

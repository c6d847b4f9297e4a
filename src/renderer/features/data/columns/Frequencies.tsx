import type { RefObject } from 'react'
import { useElementSize } from '@mantine/hooks'
import type { ColumnShape } from '../../../../shared/model/column-profile'
import { count, percent } from '../../../../shared/words/format'
import styles from '../data.module.css'

type Categories = Extract<ColumnShape, { kind: 'categories' }>

const ROW = 22
const LONGEST = 28

/** Rows by category, the most frequent first. */
export function Frequencies({
  shape,
  name,
  rows,
  svg
}: {
  shape: Categories
  name: string
  rows: number
  svg: RefObject<SVGSVGElement | null>
}) {
  const { ref, width: found } = useElementSize()
  const width = Math.max(280, found)
  const lines = [
    ...shape.top,
    ...(shape.others.values > 0 ? [{ value: `${count(shape.others.values)} other values`, rows: shape.others.rows }] : [])
  ]
  const most = Math.max(...lines.map((line) => line.rows), 1)
  const left = 12 + Math.min(LONGEST, Math.max(...lines.map(({ value }) => value.length))) * 6.4
  const height = lines.length * ROW + 8
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {found === 0 ? null : (
        <svg
          ref={svg}
          className={styles.histogram}
          role="img"
          aria-label={`Frequencies of ${name}`}
          viewBox={`0 0 ${width} ${height}`}
          height={height}
        >
          {lines.map(({ value, rows: own }, at) => (
            <g key={value}>
              <text className={styles.category} x={left - 8} y={at * ROW + 16} textAnchor="end">
                {value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value === '' ? '(empty text)' : value}
                <title>{value}</title>
              </text>
              <rect
                className={styles.bar}
                x={left}
                y={at * ROW + 5}
                height={ROW - 8}
                width={Math.max(1, (own / most) * (width - left - 130))}
              />
              <text className={styles.tick} x={left + (own / most) * (width - left - 130) + 6} y={at * ROW + 16}>
                {count(own)} ({percent(own / rows, 1)})
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}

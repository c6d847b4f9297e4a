import { NumberInput } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { ExploreLineQuestion, ExploreLines, ExploreOverview } from '../../../../shared/model/explore'
import { METRICS, type MetricId } from '../../../../shared/model/metrics'
import { linearScale } from '../../../../shared/reading/axis'
import { percent } from '../../../../shared/words/format'
import { shortLabel } from '../../../../shared/words/short-label'
import { groupValues } from '../../../../shared/words/words'
import { notifyError } from '../../../app/notify'
import { ChartFrame, type Twin } from '../../../charts/ChartFrame'
import { svgText } from '../../../charts/export'
import { inkOfGroup, type Ink } from '../../../charts/palette'
import { useChartTheme } from '../../../charts/theme'
import { engine } from '../../../state/connection'
import type { OpenReport } from '../../../state/report'
import type { GroupSet } from '../choice'
import { useDrawnGroups } from '../drawn-groups'
import { GroupPicker } from '../GroupPicker'
import { labelPlaces, linePath, thresholdAfterKey } from './lines'
import styles from './explore.module.css'

type Score = NonNullable<ExploreOverview['score']>
type Props = {
  open: OpenReport
  set: GroupSet
  metric: MetricId
  exploration: string
  question: ExploreLineQuestion
  score: Score
  threshold: number
  onMove: (threshold: number, settled: boolean) => void
}

/** A rate at every threshold, a line a group; the threshold is moved by the mouse, the arrow keys or the number beside it. */
export function ThresholdLines(props: Props) {
  const { open, set, metric, exploration, question, score, threshold, onMove } = props
  const [lines, setLines] = useState<ExploreLines | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const theme = useChartTheme()
  const key = JSON.stringify(question)
  useEffect(() => {
    let current = true
    const asked = JSON.parse(key) as ExploreLineQuestion
    engine()
      .explore.lines({ exploration, question: asked })
      .then((found) => {
        if (current) setLines(found)
      }, notifyError)
    return () => {
      current = false
    }
  }, [exploration, key])
  const twin = useMemo(() => (lines === null ? null : twinOf(lines)), [lines])
  const { drawn } = useDrawnGroups()
  const shown = useMemo(
    () => (lines === null ? null : { ...lines, lines: lines.lines.filter(({ group }) => drawn.includes(groupValues(group))) }),
    [lines, drawn]
  )
  const title = `${METRICS[metric].name} by ${set.name}, at every threshold`
  return (
    <ChartFrame
      title={title}
      twin={twin}
      svg={() => (svg.current === null ? null : Promise.resolve(svgText(svg.current, theme.surface)))}
      note={noteOf(score)}
    >
      <NumberInput
        label={`Threshold of ${score.name}`}
        description={score.side === 'at_least' ? 'selected from this score on' : 'selected up to this score'}
        value={threshold}
        min={score.low}
        max={score.high}
        step={stepOf(score)}
        decimalScale={6}
        w="14rem"
        mb="sm"
        onChange={(value) => typeof value === 'number' && value !== threshold && onMove(value, true)}
      />
      <GroupPicker />
      {shown === null ? (
        <div style={{ height: HEIGHT }} />
      ) : (
        <Lines {...props} lines={shown} inkOf={(at) => inkOfGroup(open.report, shown.lines[at]?.group ?? null)} svg={svg} />
      )}
    </ChartFrame>
  )
}

const stepOf = ({ low, high }: Score): number => Number(((high - low) / 100).toPrecision(2)) || 1

function noteOf({ operating }: Score): string {
  if (operating === null) return 'Drag the line, or use the arrow keys on it. Nothing here changes the report.'
  const agreement =
    operating.agreement === 1 ? 'which the decisions follow' : `which agrees with ${percent(operating.agreement, 1)} of the decisions`
  return `It starts at ${operating.threshold}, ${agreement}. Drag the line, or use the arrow keys on it. Nothing here changes the report.`
}

const HEIGHT = 300
const TOP = 12
const BOTTOM = 44
const LEFT = 56
const LONGEST_LABEL = 24

type LinesProps = Props & { lines: ExploreLines; inkOf: (at: number) => Ink; svg: React.RefObject<SVGSVGElement | null> }

function Lines({ lines, metric, score, threshold, onMove, inkOf, svg, set }: LinesProps) {
  const { ref, width: found } = useElementSize()
  const width = Math.max(320, found)
  const names = lines.lines.map(({ group }) => groupValues(group))
  const right = width - 16 - Math.min(160, Math.max(...names.map((name) => name.length), 4) * 6.6)
  const bottom = HEIGHT - BOTTOM
  const values = lines.lines.flatMap(({ estimates }) => estimates.filter((value) => value !== null))
  const proportion = METRICS[metric].unit === 'proportion'
  const y = useMemo(
    () =>
      linearScale(METRICS[metric].name, [0, ...values], proportion ? (x, decimals) => percent(x, Math.max(0, decimals - 2)) : undefined),
    [metric, values, proportion]
  )
  const x = useMemo(() => linearScale(score.name, [score.low, score.high]), [score])
  const placeX = (value: number): number => LEFT + x.place(value) * (right - LEFT)
  const placeY = (value: number): number => bottom - y.place(value) * (bottom - TOP)
  const places = labelPlaces(
    lines.lines.map(({ estimates }) => placeY(estimates.findLast((value) => value !== null) ?? 0)),
    TOP,
    bottom
  )
  const valueAt = (event: PointerEvent<SVGSVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left - LEFT) / (right - LEFT)
    const raw = x.low + Math.max(0, Math.min(1, share)) * (x.high - x.low)
    const step = (score.high - score.low) / 1000
    return Number(Math.max(score.low, Math.min(score.high, Math.round(raw / step) * step)).toPrecision(6))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = thresholdAfterKey(event.key, threshold, score)
    if (next === null) return
    event.preventDefault()
    onMove(next, true)
  }
  return (
    <div ref={ref} style={{ minHeight: HEIGHT }}>
      {found === 0 ? null : (
        <svg
          ref={svg}
          className={styles.lines}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          height={HEIGHT}
          role="group"
          aria-label={`${METRICS[metric].name} by ${set.name} at every threshold; the table has the same figures`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            onMove(valueAt(event), false)
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(valueAt(event), false)
          }}
          onPointerUp={(event) => onMove(valueAt(event), true)}
        >
          {y.axis.ticks.map((tick) => (
            <g key={tick.at}>
              <line
                className={styles.grid}
                x1={LEFT}
                x2={right}
                y1={bottom - tick.at * (bottom - TOP)}
                y2={bottom - tick.at * (bottom - TOP)}
              />
              <text className={styles.muted} x={LEFT - 8} y={bottom - tick.at * (bottom - TOP) + 4} textAnchor="end">
                {tick.label}
              </text>
            </g>
          ))}
          {x.axis.ticks.map((tick) => (
            <text key={tick.at} className={styles.muted} x={LEFT + tick.at * (right - LEFT)} y={bottom + 18} textAnchor="middle">
              {tick.label}
            </text>
          ))}
          <text className={styles.muted} x={(LEFT + right) / 2} y={bottom + 38} textAnchor="middle">
            threshold of {score.name}
          </text>
          {lines.lines.map((line, at) => {
            const ink = inkOf(at)
            return (
              <g key={names[at]}>
                <path
                  d={linePath(
                    lines.thresholds.map(placeX),
                    line.estimates.map((value) => (value === null ? null : placeY(value)))
                  )}
                  fill="none"
                  stroke={ink.colour}
                  strokeWidth={2}
                  strokeDasharray={ink.dash === 'solid' ? undefined : '5 4'}
                />
                <text x={right + 8} y={(places[at] ?? 0) + 4}>
                  <title>{names[at]}</title>
                  {shortLabel(line.group, LONGEST_LABEL)}
                </text>
                <line x1={right} x2={right + 6} y1={places[at]} y2={places[at]} stroke={ink.colour} strokeWidth={2} />
              </g>
            )
          })}
          <g
            className={styles.handle}
            role="slider"
            tabIndex={0}
            aria-label={`Threshold of ${score.name}`}
            aria-valuemin={score.low}
            aria-valuemax={score.high}
            aria-valuenow={threshold}
            onKeyDown={onKeyDown}
          >
            <line x1={placeX(threshold)} x2={placeX(threshold)} y1={TOP} y2={bottom} />
            <rect x={placeX(threshold) - 6} y={bottom - 10} width={12} height={20} rx={3} />
          </g>
        </svg>
      )}
    </div>
  )
}

type LineRow = { key: string; threshold: number; values: (number | null)[] }

function twinOf({ thresholds, lines }: ExploreLines): Twin<LineRow> {
  return {
    keyOf: (row) => row.key,
    rows: thresholds.map((threshold, at) => ({ key: String(at), threshold, values: lines.map(({ estimates }) => estimates[at] ?? null) })),
    columns: [
      {
        id: 'threshold',
        title: 'Threshold',
        align: 'right',
        value: (row) => row.threshold,
        render: (row) => String(Number(row.threshold.toPrecision(6)))
      },
      ...lines.map(({ group }, at) => ({
        id: String(at),
        title: groupValues(group),
        align: 'right' as const,
        value: (row: LineRow) => row.values[at] ?? null,
        render: (row: LineRow) => {
          const value = row.values[at]
          return value == null ? '–' : value.toFixed(4)
        }
      }))
    ]
  }
}

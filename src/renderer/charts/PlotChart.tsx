import { useEffect, useRef, type RefObject } from 'react'
import type Plotly from 'plotly.js-cartesian-dist-min'
import type { PlotlyHTMLElement } from 'plotly.js'
import { notifyError } from '../app/notify'
import type { PlotSpec } from './plot-spec'
import styles from './charts.module.css'

type Exporter = RefObject<(() => Promise<string>) | null>

/** Loaded when the first picture needs it. */
let loading: Promise<typeof Plotly> | undefined
const load = (): Promise<typeof Plotly> => (loading ??= import('plotly.js-cartesian-dist-min').then((module) => module.default))

const nextTask = (): Promise<void> => new Promise((done) => setTimeout(done))
let turn = Promise.resolve()

/** One picture a task, after that of the library: the page answers between them. */
function inTurn(draw: () => Promise<void>): Promise<void> {
  const drawn = turn.then(load).then(nextTask).then(draw)
  turn = drawn.catch(() => undefined)
  return drawn
}

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  showEditInChartStudio: false,
  plotlyServerURL: '',
  responsive: true,
  doubleClick: false,
  scrollZoom: false
} as const

/** A picture by Plotly. `alt` says what a screen reader cannot see; the table twin has the figures. */
export function PlotChart({
  spec,
  alt,
  exporter,
  onPoint
}: {
  spec: PlotSpec
  alt: string
  exporter?: Exporter
  onPoint?: (custom: unknown) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const choose = useRef(onPoint)
  choose.current = onPoint
  useEffect(() => {
    const element = box.current
    if (element === null) return
    let gone = false
    const draw = async (): Promise<void> => {
      const plotly = await load()
      if (gone) return
      const plot: PlotlyHTMLElement = await plotly.react(
        element,
        spec.data,
        { ...spec.layout, height: spec.height, autosize: true },
        CONFIG
      )
      plot.removeAllListeners('plotly_click')
      plot.on('plotly_click', ({ points: [point] }) => choose.current?.(point?.customdata))
      if (exporter !== undefined)
        exporter.current = async () => {
          const { width } = element.getBoundingClientRect()
          const url = await plotly.toImage(element, { format: 'svg', width: Math.round(width), height: spec.height })
          return decodeURIComponent(url.replace(/^data:image\/svg\+xml,/, ''))
        }
    }
    inTurn(draw).catch(notifyError)
    return () => {
      gone = true
    }
  }, [spec, exporter])
  useEffect(() => {
    const element = box.current
    return () => {
      if (element !== null) void loading?.then((plotly) => plotly.purge(element))
    }
  }, [])
  return (
    <div className={styles.plot} style={{ minHeight: spec.height }}>
      <div ref={box} role="img" aria-label={alt} />
    </div>
  )
}

import type { VerdictCode } from '../../../shared/model/finding'
import type { Axis } from '../../../shared/reading/axis'
import type { Forest } from '../../../shared/reading/forest'

/** Text is text: the typesetter gets it as a value and never reads it as markup. `tail`: what follows the whole part of a number in a decimal column. */
export type Cell = string | { text: string; mark?: VerdictCode; code?: boolean; strong?: boolean; hatched?: boolean; tail?: string }

/** `decimal`: aligned on the decimal point. `share`: part of the free width; columns without it are as wide as their widest cell. */
export type ColumnSpec = { title: string; align: 'left' | 'right' | 'decimal'; share?: number; code?: boolean }

export type Table = {
  kind: 'table'
  caption: string
  columns: ColumnSpec[]
  rows: Cell[][]
  notes: string[]
  /** Set in a smaller size over the whole width of the page. */
  wide: boolean
  /** Heads over the rows that begin at a row, 0 first; such a table is set close. */
  heads?: { at: number; text: string }[]
  /** Its rows are reserved before those of other tables. */
  first?: true
}

export type Definition = { term: string; text: string; code?: boolean }

export type Calibration = {
  kind: 'calibration'
  caption: string
  alt: string
  panels: { title: string; points: { score: number; rate: number; low: number | null; high: number | null; share: number }[] }[]
}

export type Bars = { kind: 'bars'; caption: string; alt: string; bars: { label: string; text: string; share: number; hatched: boolean }[] }

/** From one value to another in signed steps; places are shares of the axis. `low`, `high`: where the end of a step could be. */
export type Waterfall = {
  kind: 'waterfall'
  caption: string
  alt: string
  axis: Axis
  textTitle: string
  rows: { label: string; text: string; from: number; to: number; low: number | null; high: number | null; total: boolean }[]
}

/** One strip a feature: how many rows lie at each place (share of the fullest), and how high the feature is there (0 to 1). */
export type Swarm = {
  kind: 'swarm'
  caption: string
  alt: string
  axis: Axis
  neutral: number
  textTitle: string
  rows: { label: string; text: string; bins: { at: number; width: number; share: number; value: number | null }[] }[]
}

/** Where contributions lie by value of their feature: `width` of a cell by its rows (share of the fullest), `value` of the other feature, 0 to 1. */
export type DependencePanel = {
  title: string
  x: Axis
  y: Axis
  cells: { x: number; from: number; to: number; width: number; value: number | null }[]
  said: string
}

export type Dependence = { kind: 'dependence'; caption: string; alt: string; panels: DependencePanel[] }

export type CurvePanel = {
  title: string
  x: Axis
  y: Axis
  series: { name: string; points: { x: number; y: number; low: number | null; high: number | null }[] }[]
  /** Where the data lie: share of the fullest place. */
  density: { x: number; share: number }[]
  band: { from: number; to: number; label: string } | null
  marks: { x: number; label: string }[]
}

/** Lines with bands over the data's density, in panels. Series differ by dash, not by colour. */
export type Curves = { kind: 'curves'; caption: string; alt: string; panels: CurvePanel[] }

/** Shares of the same bins in two samples, a panel a column; `share` of the fullest bin of the panel. The first sample is filled, the second hatched. */
export type Distribution = {
  kind: 'distribution'
  caption: string
  alt: string
  names: string[]
  panels: { title: string; text: string; bins: { label: string; shares: number[] }[] }[]
}

/** One figure window by window, a panel a column; places are shares of the panel. `lines`: thresholds. `band`: what was to be expected. */
export type Timeline = {
  kind: 'timeline'
  caption: string
  alt: string
  note: string
  panels: {
    title: string
    y: Axis
    labels: { at: number; label: string }[]
    /** Where nought lies, if values lie on both sides of it. */
    zero: number | null
    points: { x: number; y: number; low: number | null; high: number | null; beyond: boolean }[]
    band: { from: number; to: number } | null
    lines: { at: number; label: string }[]
    marks: { x: number; label: string }[]
  }[]
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; number?: string; text: string }
  | { kind: 'paragraph'; text: string; style?: 'note' | 'lead' }
  | { kind: 'list'; items: string[] }
  | { kind: 'definitions'; items: Definition[] }
  | { kind: 'findings'; items: FindingText[] }
  | { kind: 'box'; paragraphs: string[] }
  | { kind: 'code'; caption: string; lines: string[] }
  | Table
  | Forest
  | Calibration
  | Bars
  | Waterfall
  | Swarm
  | Dependence
  | Curves
  | Distribution
  | Timeline

export type FindingText = { id: string; mark: string; title: string; parts: Definition[] }

export type CoverCriterion = {
  id: string
  what: string
  where: string
  estimate: string
  interval: string
  n: string
  threshold: string
  observed: string
  verdict: VerdictCode
  word: string
  /** Why the evidence is insufficient; else empty. */
  why: string
  rule: string
  evidence: string
}

export type CoverSignature = { role: string; name: string; key: string; time: string; independence: string; decision: string }

export type Cover = {
  kind: string
  title: string
  organisation: string
  subject: Definition[]
  criteria: CoverCriterion[]
  intervalTitle: string
  criteriaNotes: string[]
  findings: { id: string; severity: string; text: string }[]
  findingsNote: string
  signatures: CoverSignature[]
  signaturesNote: string
  digest: string
  challenge: string
  notes: string[]
}

export type Document = {
  schema: 1
  title: string
  language: 'en'
  description: string
  keywords: string[]
  paper: 'a4' | 'us-letter'
  head: { model: string; digest: string; date: string }
  cover: Cover
  blocks: Block[]
}

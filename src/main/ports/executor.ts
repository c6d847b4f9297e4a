import type { ColumnProfile } from '../../shared/model/column-profile'
import type { EarlierReport } from '../../shared/model/earlier'
import type {
  ExploreAnswer,
  ExploreLineQuestion,
  ExploreLines,
  ExploreOverview,
  ExploreQuestion,
  ExploreScores
} from '../../shared/model/explore'
import type { Measure } from '../../shared/model/measure'
import type { Plan } from '../../shared/model/plan'
import type { Agreement, History, Made, ReportStatement } from '../../shared/model/report'
import type { Job } from './job'

/** A part of the plan, and the dataset of the folder that was imported for it. */
export type OrderedPart = {
  part: string
  dataset: string
  /** What was said of the owner's manifest before; null: it is looked at now, its path starting from `folder`. */
  ownersManifest: Agreement[] | null
  folder: string
}

/** A report to be computed: all that it depends on, beside the product itself. */
export type ReportOrder = {
  plan: Plan
  planBytes: Uint8Array
  /** The only folder whose datasets are read. */
  dataFolder: string
  parts: readonly OrderedPart[]
  /** Where the file of each model of the plan lies. */
  models: readonly { name: string; file: string; folder: string }[]
  /** What made the report; null: this build. */
  made: Made | null
  /** Time claimed, to the second. */
  at: string
  history: History
  earlier: EarlierReport | null
}

export type AttachedTable = { name: string; title: string; bytes: Uint8Array; rows: number }

/** A report before anybody signed it; `report`: the statement's canonical JSON. */
export type ReportDraft = { statement: ReportStatement; report: Uint8Array; tables: AttachedTable[] }

/** Everything a PDF is the rendering of: the signed JSON, the sign-offs over it in order, the plan and the tables it names. */
export type ReportContent = {
  report: Uint8Array
  envelopes: readonly Uint8Array[]
  plan: Uint8Array
  tables: readonly { name: string; bytes: Uint8Array }[]
}

export type ExploreOrder = { plan: Plan; part: string; dataFolder: string; dataset: string; seed: string }

/** What a search for slices saw in the discovery half; `untold`: slices left out since they would tell of few rows. */
export type SearchedSlices = {
  rows: number
  searched: number
  untold: number
  whole: Measure
  slices: readonly { whole: Measure; difference: Measure }[]
}

/** The work that computes for long without a pause, by name. Orders and results are plain data. */
export type Tasks = {
  report: { order: ReportOrder; result: ReportDraft }
  print: { order: ReportContent; result: Uint8Array }
  made: { order: null; result: Made }
  slices: { order: { plan: Plan; part: string; dataFolder: string; dataset: string }; result: SearchedSlices }
  profile: { order: { dataFolder: string; dataset: string }; result: ColumnProfile[] }
  /** Reads the rows once, for the three questions below. */
  explore: { order: ExploreOrder; result: ExploreOverview }
  answer: { order: ExploreQuestion; result: ExploreAnswer }
  lines: { order: ExploreLineQuestion; result: ExploreLines }
  scores: { order: readonly string[]; result: ExploreScores }
}
export type TaskName = keyof Tasks
export type OrderOf<T extends TaskName> = Tasks[T]['order']
export type ResultOf<T extends TaskName> = Tasks[T]['result']

/** Does such work, apart from whoever asks. What `explore` read stays with the executor. */
export interface Executor {
  /** @throws AssayError `internal/cancelled` soon after the job's signal aborts, whatever is being computed */
  run<T extends TaskName>(task: T, order: OrderOf<T>, job: Job): Promise<ResultOf<T>>
  close(): void
}

export interface Executors {
  /** By any executor that is free. */
  run<T extends TaskName>(task: T, order: OrderOf<T>, job: Job): Promise<ResultOf<T>>
  /** One for the caller alone. */
  open(): Executor
}

import type { AttachedRows, AssessmentContext } from '../assessment'
import type { Exhibit } from '../../../shared/model/exhibit'
import type { FindingDraft } from '../../../shared/model/finding'
import type { At, Group, Reference } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import type { Reproduction } from '../models/reproduce'
import type { Quantity } from '../stats/quantity'
import type { Grouped, Sample } from './sample'
import type { Cohort } from './cohorts/rows-of-cohorts'
import type { Imported } from './imported/logged'
import type { Importances } from './importance/moved-importance'
import type { Contributions, Player, Subject, Table } from './subject'

/** A model with the rows and the background it is explained on, in the order of its own features. */
export type Explained = {
  subject: Subject
  table: Table
  background: Table
  /** Exact contributions by player, against the whole background and against each half of it, where the model has a formula for them. */
  exact: { whole: Contributions; halves: readonly Contributions[] } | null
  /** Permutation importances, where kernels computed them. */
  moved?: Importances | null
  /** Whether this model's responses are probabilities, where it is said; else as the log's scores are. */
  isProbability?: boolean
  /** How the model's scores compare with those that were logged, where they were. */
  reproduction?: Reproduction
}

/** What a row is called where it is shown. */
export type Case = { name: string; at: number }

export type ExplanationInput = AssessmentContext & {
  explanation: ExplanationPlan
  part: string
  dataset: string
  inputs: readonly string[]
  /** Rows of the part, and the columns that were read. */
  rows: number
  columns: readonly string[]
  design: Omit<Sample, 'table'>
  models: readonly Explained[]
  /** The background: its part, how many rows of how many, and SHA-256 of their values; null where there is no model. */
  heldAgainst: { part: string; rows: number; of: number; sha256: string } | null
  /** The plan's cohorts of the explained rows. */
  cohorts?: readonly Cohort[]
  /** Contributions that were logged, in place of models. */
  imported?: Imported | null
  groups: readonly Grouped[]
  /** Logged decision of each row: 1 favourable, 0 not, 2 missing. */
  decision: Uint8Array | null
  /** What the model predicts, where it is known: 1 or 0 of a class, or a number; NaN where missing. */
  outcome: Float64Array | null
  isProbability: boolean
  /** Whether a high response is good for the person. */
  favourable: boolean
  cases: readonly Case[]
}

/** One model with what every topic needs of it. */
export type Topic = ExplanationInput &
  Explained & {
    players: readonly Player[]
    contributions: Contributions
    /** The players' values, in the players' order. */
    values: readonly Float64Array[]
    /** The same against each half of the background. */
    halves: readonly Contributions[]
    margins: Float64Array
    responses: Float64Array
    /** 1 where the plan's cut-off gives a favourable decision; null where it names none. */
    selected: Uint8Array | null
  }

/** A number that a topic found, before it has a name. */
export type Found = { metric: MetricId; group?: Group; reference?: Reference; at?: At; quantity: Quantity }

export type Output = { found: Found[]; exhibits: Exhibit[]; tables: AttachedRows[]; findings: FindingDraft[] }

export const nothing = (): Output => ({ found: [], exhibits: [], tables: [], findings: [] })

export const joined = (outputs: readonly Output[]): Output => ({
  found: outputs.flatMap(({ found }) => found),
  exhibits: outputs.flatMap(({ exhibits }) => exhibits),
  tables: outputs.flatMap(({ tables }) => tables),
  findings: outputs.flatMap(({ findings }) => findings)
})

/** What every exhibit of a model has. `id` is made unique by the model's name. */
export function about(
  { models, subject, part }: Pick<Topic, 'models' | 'subject' | 'part'>,
  id: string,
  title: string,
  more: { group?: Group; notes?: string[]; at?: At } = {}
): Pick<Exhibit, 'id' | 'assessment' | 'title' | 'at' | 'group' | 'notes'> {
  const several = models.length > 1
  return {
    id: ['explanation', ...(several ? [subject.name] : []), id].map(encodeURIComponent).join('/'),
    assessment: 'explanation',
    title: several ? `${title}, ${subject.name}` : title,
    at: { part, ...(several ? { model: subject.name } : {}), ...more.at },
    group: more.group ?? null,
    notes: more.notes ?? []
  }
}

/** A feature's values for eyes: the category's name, or the number. */
export function valueText({ subject }: Pick<Topic, 'subject'>, feature: number, value: number): string {
  if (value !== value) return 'missing'
  const { levels } = subject.features[feature]!
  return levels === null || levels.length === 0 ? shortNumber(value) : (levels[value] ?? 'not seen in training')
}

/** Six significant digits at most, without an exponent for everyday numbers. */
const shortNumber = (value: number): string => String(Number(value.toPrecision(6)))

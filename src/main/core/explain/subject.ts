/** Feature values column by column, in the order of a model's features; NaN is missing, a category is its number. */
export type Columns = readonly Float64Array[]

/** So many rows of feature values. */
export type Table = { columns: Columns; rows: number }

/** A feature as an explanation names it. `levels`: names of the categories that its numbers stand for, null for a quantity, none where only numbers are known. */
export type Feature = { name: string; levels: readonly string[] | null }

/** One number a row. */
export type Predict = (table: Table) => Float64Array

/**
 * What a row's score is made of, in the units of the margin: margin = bias + Σ values[player][row], up to `residual`.
 * `errors`: standard error of each value where it was sampled, null where it is exact.
 */
export type Contributions = {
  bias: number
  values: readonly Float64Array[]
  errors: readonly Float64Array[] | null
  /** Largest |margin − bias − Σ values| over the rows. */
  residual: number
}

/** A model as explanations see it. */
export type Subject = {
  name: string
  features: readonly Feature[]
  /** The scale in which contributions add up, such as log-odds. */
  margin: Predict
  /** From the margin to what the model reports, such as a probability; increasing. */
  respond: (margin: number) => number
  /** Responses of rows, where one output's response depends on the margins of all, as a class's probability does; `respond` is not asked then. */
  response?: Predict
  /** The model's own importance of each feature, such as total gain; null where it has none. */
  gain: Float64Array | null
  /** Values of a feature at which the model can change, ascending; null where that is not known. */
  cuts: (feature: number) => Float64Array | null
  /** A key of each value of a feature that is tested by sets, the same for values that the model cannot tell apart; null for other features. */
  classes?: (feature: number) => ((value: number) => string) | null
  /** The same margin where only a few features of a row change: others are not read. Null where that is no faster. */
  restricted?: ((row: readonly number[], free: readonly number[]) => Predict) | null
}

/** What it takes to ask a model for its responses. */
export type Answering = Pick<Subject, 'margin' | 'respond' | 'response'>

/** What the model reports for each row. */
export const responsesOf = ({ margin, respond, response }: Answering, table: Table): Float64Array =>
  response === undefined ? margin(table).map(respond) : response(table)

/** Several features that count as one, such as the columns of a one-hot code or correlated ones. */
export type Player = { name: string; features: readonly number[] }

/** Each feature on its own, save those that a group takes together; groups stand where their first feature stands. */
export function playersOf(features: readonly Feature[], groups: readonly Player[] = []): Player[] {
  const groupOf = new Map(groups.flatMap((group) => group.features.map((feature): [number, Player] => [feature, group])))
  const players = features.map(({ name }, feature): Player => groupOf.get(feature) ?? { name, features: [feature] })
  return [...new Set(players)]
}

/** The rows `from` … `to` − 1 of a table, without copying. */
export const slice = ({ columns }: Table, from: number, to: number): Table => ({
  columns: columns.map((column) => column.subarray(from, to)),
  rows: to - from
})

/** Those rows of a table, in that order. */
export const take = ({ columns }: Table, rows: ArrayLike<number>): Table => ({
  columns: columns.map((column) => {
    const taken = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) taken[i] = column[rows[i]!]!
    return taken
  }),
  rows: rows.length
})

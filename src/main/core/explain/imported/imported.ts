import { AssayError } from '../../../../shared/model/errors'
import type { ExplanationPlan } from '../../../../shared/model/assessments/explanation'
import type { Plan } from '../../../../shared/model/plan'
import type { ColumnNeed } from '../../assessment'
import { numbersOf } from '../../columns/loaded'
import type { PlannedPart } from '../../columns/planned-part'
import { useWith } from '../../columns/roles'
import type { ExplanationInput, Topic } from '../input'
import { playersOf, type Contributions, type Player } from '../subject'
import type { Imported } from './logged'

type Attributions = NonNullable<ExplanationPlan['attributions']>

/** Columns that it reads: contributions, and features by their own names where these are quantities. */
export function importedColumns(plan: Plan, { columns }: Attributions, quantities: ReadonlySet<string>): ColumnNeed[] {
  const score = useWith(plan, 'score')?.name
  const names = [
    ...Object.values(columns),
    ...Object.keys(columns).filter((name) => quantities.has(name)),
    ...(score === undefined ? [] : [score])
  ]
  return [...new Set(names)].map((name) => ({ name, as: 'numbers' }))
}

/** The explained rows' contributions. Throws where a row lacks one: the sums of the others would say nothing. */
export function importedOf(part: PlannedPart, plan: Attributions, quantities: ReadonlySet<string>, rows: Uint32Array): Imported {
  const names = Object.keys(plan.columns)
  const pick = (column: string): Float64Array => {
    const { numbers } = numbersOf(part, column)
    return Float64Array.from(rows, (row) => numbers[row]!)
  }
  const values = names.map((name) => {
    const column = plan.columns[name]!
    const picked = pick(column)
    const bad = picked.findIndex((value) => !(Math.abs(value) < Infinity))
    if (bad >= 0) throw new AssayError('plan/attribution-missing', { column, row: rows[bad]! + 1 })
    return picked
  })
  const known = names.map((name) => quantities.has(name))
  const columns = names.map((name, i) => (known[i] === true ? pick(name) : new Float64Array(rows.length).fill(NaN)))
  const logged = useWith(part.plan, 'score')?.name
  const score = logged === undefined ? null : pick(logged)
  return {
    features: names.map((name) => ({ name, levels: null })),
    table: { columns, rows: rows.length },
    known,
    values,
    base: plan.base ?? null,
    score: score === null || plan.link === 'identity' ? score : score.map((p) => Math.log(p) - Math.log1p(-p))
  }
}

/** What the logged contributions say, as topics see it. Margins are logged scores where base and score are known, else the contributions' sums. */
export function importedTopic(input: ExplanationInput, imported: Imported): Topic {
  const { features, table, known, base, score } = imported
  const groups: Player[] = Object.entries(input.explanation.feature_groups).flatMap(([name, members]) => {
    const places = members.flatMap((one) => features.findIndex((feature) => feature.name === one)).filter((place) => place >= 0)
    return places.length < 2 ? [] : [{ name, features: places }]
  })
  const players = playersOf(features, groups)
  const values = players.map(({ features: of }) =>
    sumOf(
      of.map((feature) => imported.values[feature]!),
      table.rows
    )
  )
  const sums = sumOf(values, table.rows).map((sum) => sum + (base ?? 0))
  const checked = base !== null && score !== null
  const margins = checked ? score : sums
  const residual = checked
    ? sums.reduce((most, sum, row) => (score[row] === score[row] ? Math.max(most, Math.abs(sum - score[row]!)) : most), 0)
    : NaN
  const contributions: Contributions = { bias: base ?? 0, values, errors: null, residual }
  const subject = { name: 'the log', features, margin: () => margins, respond: (margin: number) => margin, gain: null, cuts: () => null }
  return {
    ...input,
    subject,
    table,
    background: { columns: [], rows: 0 },
    exact: null,
    imported,
    outcome: null,
    players: players.map((player) => ({ ...player, features: player.features.every((one) => known[one]) ? player.features : [] })),
    contributions,
    values,
    halves: [],
    margins,
    responses: margins,
    selected: null
  }
}

function sumOf(columns: readonly Float64Array[], rows: number): Float64Array {
  const sum = new Float64Array(rows)
  for (const column of columns) for (let row = 0; row < rows; row++) sum[row]! += column[row]!
  return sum
}

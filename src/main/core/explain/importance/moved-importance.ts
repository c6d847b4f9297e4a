import type { ExplanationPlan } from '../../../../shared/model/assessments/explanation'
import type { Plan } from '../../../../shared/model/plan'
import { averageOf, averageQuantity, type Design } from '../means'
import type { Quantity } from '../../stats/quantity'
import type { MovedLosses } from '../moved/collect'
import type { Draws } from '../moved/order'
import type { Answering, Player, Subject, Table } from '../subject'
import { cellsOf, type Cells } from './exact-importance'
import { lossOf, type RowLossName } from './losses'
import { orders, permutationImportance, spreadOf, type Importance } from './permutation-importance'
import { subgroupsOf } from './subgroups'

/** Cells of a feature up to which every permutation is averaged over instead of some being drawn. */
export const MOST_CELLS = 64

export type Importances = { baseline: number; importances: Importance[]; conditional: Quantity[] | null }

export type Asking = {
  plan: Pick<Plan, 'level'>
  explanation: Pick<ExplanationPlan, 'loss' | 'repeats' | 'conditional'>
  seed: string
  outcome: Float64Array | null
  isProbability: boolean
  design: Design
  subject: Answering & Pick<Subject, 'cuts'>
  table: Table
  players: readonly Player[]
}

/** Players (by number) whose values are moved, and how. */
export type Asked = { players: readonly number[]; draws: Draws; loss: RowLossName; outcome: Float64Array }

/**
 * Permutation importances by kernels: asks for the losses with values moved, and is given them. Null where no row has an outcome or the loss is no
 * mean over rows. The same numbers as `permutationImportance` and `exactImportance`, up to rounding.
 */
export function* importanceSteps(asking: Asking): Generator<Asked, Importances | null, MovedLosses> {
  const { explanation, outcome, subject, table, design, plan, players, seed } = asking
  if (outcome === null || !outcome.some((y) => y === y)) return null
  const loss = lossOf(asking)
  if (loss === 'auc') return null
  const { baseline } = permutationImportance({ subject, table, outcome, design, level: plan.level }, [], loss, () => [])
  const quantity = (increases: Float64Array): Quantity => averageQuantity(averageOf(increases, design), design, plan.level)
  const known = sumOfWeights(outcome, design.weight)
  const cells = players.map(({ features }) =>
    features.length === 1 ? cellsOf(table.columns[features[0]!]!, subject.cuts(features[0]!), design.weight, MOST_CELLS) : null
  )
  const importances = new Array<Importance>(players.length)
  for (const [player, of] of cells.entries()) {
    if (of === null) continue
    const { increases } = yield { players: [player], draws: everyCell(of, table.rows), loss, outcome }
    importances[player] = { quantity: quantity(increases[0]!), repeats: [], spread: 0 }
  }
  const others = [...cells.keys()].filter((player) => cells[player] === null)
  if (others.length > 0) {
    const drawn = equally(orders(table.rows, null, `${seed} permutations`, explanation.repeats))
    const { increases, totals } = yield { players: others, draws: drawn, loss, outcome }
    for (const [i, player] of others.entries()) {
      const repeats = Array.from(totals[i]!, (total) => total / known)
      importances[player] = { quantity: quantity(increases[i]!), repeats, spread: spreadOf(repeats) }
    }
  }
  if (!explanation.conditional) return { baseline, importances, conditional: null }
  const conditional: Quantity[] = []
  for (const [p, player] of players.entries()) {
    const within = orders(table.rows, subgroupsOf(table, player), `${seed} permutations within`, explanation.repeats)
    const { increases } = yield { players: [p], draws: equally(within), loss, outcome }
    conditional.push(quantity(increases[0]!))
  }
  return { baseline, importances, conditional }
}

const equally = (drawn: Draws['orders']): Draws => ({ orders: drawn, shares: drawn.map(() => 1 / drawn.length) })

/** Every row is given the value of each cell in turn. */
const everyCell = ({ representative, share }: Cells, rows: number): Draws => ({
  orders: Array.from(representative, (row) => new Uint32Array(rows).fill(row)),
  shares: [...share]
})

const sumOfWeights = (outcome: Float64Array, weight: Float64Array | null): number =>
  outcome.reduce((sum, y, row) => sum + (y === y ? (weight?.[row] ?? 1) : 0), 0)

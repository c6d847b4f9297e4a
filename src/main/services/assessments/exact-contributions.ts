import { halvesOf } from '../../core/explain/halves'
import type { Explained } from '../../core/explain/input'
import { linearShap } from '../../core/explain/linear/linear-shap'
import { addMeans, over } from '../../core/explain/linear/moments'
import type { Contributions, Player, Table } from '../../core/explain/subject'
import { playersOfColumns } from '../../core/explain/trees/players'
import { collectShap } from '../../core/explain/trees/tree-shap'
import { prepareColumns } from '../../core/models/prepare'
import { rowsAtHand } from '../explain/feature-rows'
import { explainTrees } from '../explain/tree-attribution'
import type { Job } from '../job'
import type { PlannedModel } from '../planned-models'
import type { ReportInput } from './assess'

/** Contributions against the background and its halves by the formulas for trees and linear models; null where neither fits. */
export async function exactContributions(
  { compute }: Pick<ReportInput, 'compute'>,
  model: PlannedModel,
  players: readonly Player[],
  table: Table,
  background: Table,
  job: Job
): Promise<Explained['exact']> {
  if (!hasFormula(model)) return null
  const against = async (held: Table): Promise<Contributions> =>
    turned(await contributions(compute, model, players, table, held, job), model.negated)
  const whole = await against(background)
  const halves: Contributions[] = []
  for (const half of halvesOf(background)) halves.push(await against(half))
  return { whole, halves }
}

/** Columns that are made of all features together, and leaves that are linear models, have none. */
function hasFormula({ loaded: { model } }: PlannedModel): boolean {
  const { predictor, prepare } = model
  if (predictor.kind === 'graph' || (prepare !== null && prepare.normalize !== null)) return false
  return predictor.kind === 'linear' || predictor.trees.every(({ linear }) => linear === null)
}

async function contributions(
  compute: ReportInput['compute'],
  { loaded: { model }, output }: PlannedModel,
  players: readonly Player[],
  table: Table,
  background: Table,
  job: Job
): Promise<Contributions> {
  const prepared = ({ columns, rows }: Table): Table => ({ columns: prepareColumns(model, columns, rows), rows })
  const [data, held] = [prepared(table), prepared(background)]
  const playerOf = playersOfColumns(model).map((feature) => players.findIndex(({ features }) => features.includes(feature)))
  const { predictor } = model
  if (predictor.kind === 'linear') {
    const { bias, values, residual } = linearShap(
      { predictor, output, playerOf, players: players.length },
      over(addMeans(playerOf.length), held)
    )(data)
    return { bias, values, errors: null, residual }
  }
  if (predictor.kind === 'graph') throw new RangeError('exactContributions: a graph has no formula')
  const order = {
    ensemble: predictor,
    output,
    data: rowsAtHand(data),
    playerOf,
    players: players.length,
    background: rowsAtHand(held),
    interactions: false
  }
  const collected = collectShap(order)
  await explainTrees(compute, order, job, (chunk) => Promise.resolve(collected.add(chunk)))
  const { bias, values, residual } = collected.result()
  return { bias, values, errors: null, residual }
}

function turned(found: Contributions, negated: boolean): Contributions {
  if (!negated) return found
  return { ...found, bias: -found.bias, values: found.values.map((column) => column.map((value) => -value)) }
}

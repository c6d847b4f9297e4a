import { importanceSteps, type Asked, type Asking, type Importances } from '../../core/explain/importance/moved-importance'
import { collectLosses, type MovedLosses } from '../../core/explain/moved/collect'
import { canMove } from '../../core/explain/moved/moved-steps'
import type { MovedOrder } from '../../core/explain/moved/order'
import { playersOfColumns } from '../../core/explain/trees/players'
import type { Model, TreeEnsemble } from '../../core/models/model'
import { prepareColumns } from '../../core/models/prepare'
import { runMoved } from '../explain/moved-rows'
import type { Job } from '../job'
import type { PlannedModel } from '../planned-models'
import type { ReportInput } from './assess'

/** Permutation importances of a tree model on the pool's threads; null where the model is another, or the loss is not one of rows. */
export async function movedImportances(
  { compute }: Pick<ReportInput, 'compute'>,
  planned: PlannedModel,
  asking: Asking,
  job: Job
): Promise<Importances | null> {
  const { loaded, output, negated } = planned
  const { model } = loaded
  const scale = scaleOf(model, negated)
  const { predictor, prepare } = model
  if (scale === null || predictor.kind !== 'trees' || (prepare !== null && prepare.normalize !== null)) return null
  const owner = playersOfColumns(model)
  if (!canMove({ ensemble: predictor, output, playerOf: owner })) return null
  const data = { columns: prepareColumns(model, asking.table.columns, asking.table.rows), rows: asking.table.rows }
  const answer = (asked: Asked): Promise<MovedLosses> => {
    const playerOf = owner.map((feature) => {
      const place = asked.players.findIndex((player) => asking.players[player]!.features.includes(feature))
      return place < 0 ? asked.players.length : place
    })
    return losses(compute, { ensemble: predictor, output, data, playerOf, ...scale }, asked, asking, job)
  }
  const steps = importanceSteps(asking)
  for (let step = steps.next(); ; step = steps.next(await answer(step.value))) if (step.done) return step.value
}

type Moving = Pick<MovedOrder, 'output' | 'data' | 'playerOf'> & { ensemble: TreeEnsemble; logistic: boolean; scale: number }

function losses(
  compute: ReportInput['compute'],
  { logistic, scale, ...moving }: Moving,
  { players, draws, loss, outcome }: Asked,
  { design }: Asking,
  job: Job
): Promise<MovedLosses> {
  const judge = { loss, logistic, scale, outcome, weight: design.weight }
  const order = { ...moving, players: players.length, draws, judge }
  return runMoved(compute, order, collectLosses(order), job)
}

/** From margins to responses where the kernels know the way: unchanged, or through a logistic. */
function scaleOf({ link, outputs }: Model, negated: boolean): { logistic: boolean; scale: number } | null {
  const sign = negated ? -1 : 1
  if (link.kind === 'logistic' && outputs.length === 1) return { logistic: true, scale: sign * link.scale }
  return link.kind === 'identity' ? { logistic: false, scale: sign } : null
}

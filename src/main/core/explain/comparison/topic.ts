import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { withoutInterval } from '../../stats/quantity'
import { kendallTau } from '../importance/kendall'
import { about, nothing, type Found, type Output, type Topic } from '../input'
import { averageOf, averageQuantity } from '../means'

/** A challenger against the champion: where their contributions differ, over the players that both have by name. */
export function comparisonTopic(champion: Topic, challenger: Topic): Output {
  const { design, plan, table } = challenger
  const shared = challenger.players.flatMap(({ name }, mine) => {
    const theirs = champion.players.findIndex((one) => one.name === name)
    return theirs < 0 ? [] : [{ name, mine: challenger.values[mine]!, theirs: champion.values[theirs]! }]
  })
  if (shared.length === 0) return nothing()
  const apart = new Float64Array(table.rows)
  for (const { mine, theirs } of shared) for (let row = 0; row < table.rows; row++) apart[row]! += Math.abs(mine[row]! - theirs[row]!)
  const reach = (values: Float64Array): number => averageOf(values.map(Math.abs), design).estimate
  const importances = shared.map(({ name, mine, theirs }) => ({ name, champion: reach(theirs), challenger: reach(mine) }))
  const tau = kendallTau(
    importances.map((one) => one.champion),
    importances.map((one) => one.challenger)
  )
  const agreement: Found = {
    metric: 'contribution_agreement',
    quantity: withoutInterval(tau, 'a-statistic', { n: { group: table.rows, reference: null } })
  }
  const order = [...importances].sort((a, b) => Math.abs(b.champion - b.challenger) - Math.abs(a.champion - a.challenger))
  const exhibit: ExhibitOf<'table'> = {
    kind: 'table',
    ...about(challenger, 'comparison', `Mean |contribution| of ${challenger.subject.name} beside ${champion.subject.name}`, {
      notes: ['On the same rows; each model on the scale of its own margin and against the same background rows.']
    }),
    columns: [
      { title: 'Feature', align: 'left' },
      { title: champion.subject.name, align: 'decimal' },
      { title: challenger.subject.name, align: 'decimal' },
      { title: 'Difference', align: 'decimal' }
    ],
    rows: order.slice(0, 30).map((one) => [one.name, one.champion, one.challenger, one.challenger - one.champion])
  }
  const distance: Found = { metric: 'contribution_distance', quantity: averageQuantity(averageOf(apart, design), design, plan.level) }
  return { ...nothing(), found: [distance, ...(tau === tau ? [agreement] : [])], exhibits: [exhibit] }
}

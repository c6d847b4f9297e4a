import { AssayError } from '../../../shared/model/errors'
import { playersOf, type Player } from '../../core/explain/subject'
import { playersOfColumns } from '../../core/explain/trees/players'
import type { Model } from '../../core/models/model'

/** A model's features with those that count as one; throws `explain/group` where a group fits no features, or a feature stands in two. */
export function groupedPlayers({ features }: Pick<Model, 'features'>, groups: Readonly<Record<string, readonly string[]>>): Player[] {
  const known = features.map(({ name }) => name)
  const taken = new Map<string, string>()
  const players = Object.entries(groups).map(([group, names]): Player => {
    const refuse = (what: string): never => {
      throw new AssayError('explain/group', { group, what, known: known.slice(0, 30).join(', ') })
    }
    if (known.includes(group) && !names.includes(group)) refuse('has the name of a feature that is not in it')
    for (const name of names) {
      if (!known.includes(name)) refuse(`names "${name}", which is no feature of the model`)
      if (taken.has(name)) refuse(`names "${name}" again`)
      taken.set(name, group)
    }
    return { name: group, features: names.map((name) => known.indexOf(name)) }
  })
  return playersOf(
    features.map(({ name }) => ({ name, levels: null })),
    players
  )
}

/** The player that each of the predictor's columns belongs to. */
export function playerOfColumns(model: Model, players: readonly Player[]): Int32Array {
  const playerOf = new Map(players.flatMap(({ features }, player) => features.map((feature): [number, number] => [feature, player])))
  return playersOfColumns(model).map((feature) => playerOf.get(feature)!)
}

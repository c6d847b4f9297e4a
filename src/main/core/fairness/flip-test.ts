import type { Context, PairMetric } from './context'
import type { FairnessInput } from './input'
import { numbersOf } from '../columns/loaded'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import { usesOf } from '../columns/roles'
import { allOne } from '../columns/row-weights'
import { groupsOfRows } from './rows-of-groups'

/** Distances computed at most: some seconds. */
const MOST_PAIRS = 1e8
/** smclarify: five neighbours where the advantaged are more than nine, else one. */
const NEIGHBOURS = 5
const FEW = 9

/** Features that are numbers in every row. */
const featuresOf = (input: FairnessInput): Float64Array[] =>
  usesOf(input.plan, 'feature').flatMap(({ name }) => {
    const { numbers } = numbersOf(input, name)
    return numbers.some((number) => number !== number) ? [] : [numbers]
  })

const rowsIn = (groups: Uint32Array, group: number): number[] => {
  const rows: number[] = []
  for (let row = 0; row < groups.length; row++) if (groups[row] === group) rows.push(row)
  return rows
}

/**
 * Counterfactual flip test: each row of the facet is given the decision of the majority of its nearest neighbours (Euclidean) among all other rows;
 * (flips to favourable − flips to unfavourable) / rows of the facet. Equal distances: the earlier row; equal votes: unfavourable.
 */
export const flipTest: PairMetric = (context, d, a) => flips(context, d, a, 1)

/** smclarify's code counts the flips the other way round. */
export const flipTestOfCode: PairMetric = (context, d, a) => flips(context, d, a, -1)

function flips(context: Context, d: number, a: number, sign: 1 | -1): Quantity {
  const features = featuresOf(context.input)
  const groups = groupsOfRows(context.table)
  const [facet, others] = [decided(context, rowsIn(groups, d)), decided(context, rowsIn(groups, a))]
  const n = { group: facet.length, reference: others.length }
  if (!allOne(context.frame.weights)) return undefinedQuantity('weighted', n)
  if (facet.length === 0 || others.length === 0) return undefinedQuantity('no-rows', n)
  if (features.length === 0) return undefinedQuantity('no-features', n)
  if (facet.length * others.length > MOST_PAIRS) return undefinedQuantity('too-many-rows', n)
  const points = others.map(({ row }) => features.map((feature) => feature[row]!))
  let net = 0
  for (const { row, outcome } of facet)
    net +=
      vote(
        features.map((feature) => feature[row]!),
        points,
        others
      ) - outcome
  return withoutInterval((sign * net) / facet.length, 'not-smooth', { n })
}

type Decided = { row: number; outcome: number }

const decided = ({ frame }: Context, rows: readonly number[]): Decided[] =>
  rows.map((row) => ({ row, outcome: frame.decision!.map[frame.decision!.codes[row]!]! })).filter(({ outcome }) => outcome < 2)

/** 1 where most of the nearest are favourable. */
function vote(point: readonly number[], points: readonly (readonly number[])[], others: readonly Decided[]): number {
  const k = others.length > FEW ? NEIGHBOURS : 1
  const nearest: { distance: number; outcome: number }[] = []
  points.forEach((other, i) => {
    const distance = other.reduce((sum, x, j) => sum + (x - point[j]!) * (x - point[j]!), 0)
    if (nearest.length === k && distance >= nearest[k - 1]!.distance) return
    nearest.push({ distance, outcome: others[i]!.outcome })
    nearest.sort((x, y) => x.distance - y.distance)
    if (nearest.length > k) nearest.pop()
  })
  return nearest.reduce((sum, { outcome }) => sum + outcome, 0) * 2 > k ? 1 : 0
}

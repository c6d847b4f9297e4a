import { responsesOf, type Answering, type Subject, type Table } from '../subject'

/** Values that a feature could take instead; `distance` is how far each is, in ranks of the data; `sampled`: quantiles stand for more values. */
export type Alternatives = { feature: number; values: Float64Array; distance: Float64Array; sampled?: boolean }

export type Change = { feature: number; to: number }

/** Fewest changes that turn the decision, the shortest way among equals; null where none was found. `proven`: every smaller set of changes was tried. */
export type Counterfactual = { way: { changes: Change[]; response: number; distance: number } | null; proven: boolean }

/** Predictions that one search may take: about a second's worth. */
const MOST_TRIED = 60_000
const MOST_CHANGES = 3

type Way = { places: number[]; features: number[]; distance: number; response: number }

/**
 * The fewest changes of one row after which `isTurned` holds: all single changes, then all pairs, then triples, as long as the tries allow;
 * where they do not, each feature keeps its values that move the response furthest, and an answer of more changes is not `proven` to be the smallest.
 */
export function counterfactual(
  subject: Answering & Pick<Subject, 'restricted'>,
  row: readonly number[],
  alternatives: readonly Alternatives[],
  isTurned: (response: number) => boolean,
  towards: 1 | -1
): Counterfactual {
  let proven = true
  let kept = alternatives.filter(({ values }) => values.length > 0)
  for (let size = 1; size <= Math.min(MOST_CHANGES, kept.length); size++) {
    const sets = combinations(kept.length, size)
    const tries = sets.reduce((sum, set) => sum + set.reduce((product, a) => product * kept[a]!.values.length, 1), 0)
    const all = tries <= MOST_TRIED
    if (!all) kept = thinned(subject, row, kept, towards, Math.max(1, Math.floor(rootOf(MOST_TRIED / sets.length, size))))
    const best = bestWay(subject, row, kept, sets, isTurned)
    if (best !== null) {
      const changes = best.features.map((a, i) => ({ feature: kept[a]!.feature, to: kept[a]!.values[best.places[i]!]! }))
      return { way: { changes, response: best.response, distance: best.distance }, proven }
    }
    proven &&= all
  }
  return { way: null, proven }
}

/** x with x^size ≤ n, roughly. */
function rootOf(n: number, size: number): number {
  let root = 1
  const power = (x: number): number => (size === 1 ? x : size === 2 ? x * x : x * x * x)
  while (power(root + 1) <= n) root++
  return root
}

function combinations(n: number, size: number): number[][] {
  if (size === 0) return [[]]
  return Array.from({ length: n }, (_, first) =>
    combinations(n - first - 1, size - 1).map((rest) => [first, ...rest.map((i) => i + first + 1)])
  ).flat()
}

/** Each feature's values that move the response furthest towards the other side, taken alone. */
function thinned(
  subject: Answering & Pick<Subject, 'restricted'>,
  row: readonly number[],
  alternatives: readonly Alternatives[],
  towards: 1 | -1,
  most: number
): Alternatives[] {
  return alternatives.map((one, a) => {
    const responses = answersTo(
      subject,
      row,
      alternatives,
      [a],
      Array.from(one.values, (_, place) => [place])
    )
    const places = Array.from(one.values, (_, place) => place)
      .sort((x, y) => towards * (responses[y]! - responses[x]!) || one.distance[x]! - one.distance[y]!)
      .slice(0, most)
    return {
      feature: one.feature,
      values: Float64Array.from(places, (p) => one.values[p]!),
      distance: Float64Array.from(places, (p) => one.distance[p]!)
    }
  })
}

function bestWay(
  subject: Answering & Pick<Subject, 'restricted'>,
  row: readonly number[],
  alternatives: readonly Alternatives[],
  sets: readonly number[][],
  isTurned: (response: number) => boolean
): Way | null {
  let best: Way | null = null
  for (const features of sets) {
    const ways = features.reduce<number[][]>(
      (so, a) => so.flatMap((way) => Array.from(alternatives[a]!.values, (_, place) => [...way, place])),
      [[]]
    )
    const responses = answersTo(subject, row, alternatives, features, ways)
    ways.forEach((places, w) => {
      const distance = places.reduce((sum, place, i) => sum + alternatives[features[i]!]!.distance[place]!, 0)
      if (isTurned(responses[w]!) && (best === null || distance < best.distance))
        best = { places, features, distance, response: responses[w]! }
    })
  }
  return best
}

function answersTo(
  subject: Answering & Pick<Subject, 'restricted'>,
  row: readonly number[],
  alternatives: readonly Alternatives[],
  features: readonly number[],
  ways: readonly number[][]
): Float64Array {
  const columns: Table['columns'] = row.map((value, j) => {
    const at = features.findIndex((a) => alternatives[a]!.feature === j)
    return at < 0
      ? new Float64Array(ways.length).fill(value)
      : Float64Array.from(ways, (places) => alternatives[features[at]!]!.values[places[at]!]!)
  })
  const predict = subject.restricted?.(
    row,
    features.map((a) => alternatives[a]!.feature)
  )
  const table = { columns, rows: ways.length }
  return predict == null ? responsesOf(subject, table) : predict(table).map(subject.respond)
}

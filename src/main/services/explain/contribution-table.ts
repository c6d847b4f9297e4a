import type { Player } from '../../core/explain/subject'
import type { AttributedChunk } from './attribution'

export type ContributionTable = { header: string[]; columns: (chunk: AttributedChunk) => Float64Array[] }

/**
 * A column a feature or group of features, then `bias`: a row's cells sum to its score. With interactions a feature's column holds its main effect, and each pair's
 * column the whole interaction of both (libraries show half of it at either place of a matrix).
 */
export function contributionTable(players: readonly Pick<Player, 'name'>[], interactions: boolean, errors: boolean): ContributionTable {
  const names = players.map(({ name }) => name)
  const bias = ({ bias: of, rows }: AttributedChunk): Float64Array => new Float64Array(rows).fill(of)
  if (errors)
    return {
      header: [...names, ...names.map((name) => `${name} (standard error)`), 'bias'],
      columns: (chunk) => {
        const values = names.map((_, i) => chunk.values(i))
        return [...values, ...(chunk.errors ?? values.map(({ length }) => new Float64Array(length))), bias(chunk)]
      }
    }
  if (!interactions) return { header: [...names, 'bias'], columns: (chunk) => [...names.map((_, i) => chunk.values(i)), bias(chunk)] }
  const pairs = names.flatMap((_, a) => names.slice(a + 1).map((__, after): [number, number] => [a, a + 1 + after]))
  return {
    header: [...names, ...pairs.map(([a, b]) => `${names[a]!} × ${names[b]!}`), 'bias'],
    columns: (chunk) => {
      const main = names.map((_, i) => chunk.values(i).slice())
      const shared = pairs.map(([a, b]) => chunk.pair(a, b))
      for (const [i, [a, b]] of pairs.entries()) takeHalf(main[a]!, main[b]!, shared[i]!)
      return [...main, ...shared, bias(chunk)]
    }
  }
}

function takeHalf(a: Float64Array, b: Float64Array, pair: Float64Array): void {
  for (let row = 0; row < pair.length; row++) {
    a[row]! -= pair[row]! / 2
    b[row]! -= pair[row]! / 2
  }
}

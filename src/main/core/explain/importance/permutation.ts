import { below, randomStream } from '../../stats/random'
import { responsesOf, type Answering, type Player, type Table } from '../subject'

/** A permutation of rows, or of the rows within each stratum: entry i is the row whose values row i is given. */
export type Permutation = Uint32Array

/** Shuffles rows within their strata; without strata, all rows. Draw r of a player depends on the seed and its number alone. */
export function permutation(rows: number, stratum: Uint32Array | null, seed: string, draw: number): Permutation {
  const random = randomStream(seed, draw)
  const order = Uint32Array.from({ length: rows }, (_, i) => i)
  const members = stratum === null ? [order] : membersOf(stratum)
  for (const rowsOf of members) {
    const shuffled = rowsOf.slice()
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = below(random, i + 1)
      const kept = shuffled[i]!
      shuffled[i] = shuffled[j]!
      shuffled[j] = kept
    }
    for (let i = 0; i < rowsOf.length; i++) order[rowsOf[i]!] = shuffled[i]!
  }
  return order
}

function membersOf(stratum: Uint32Array): Uint32Array[] {
  const counts = new Uint32Array(stratum.reduce((most, one) => Math.max(most, one), 0) + 2)
  for (let i = 0; i < stratum.length; i++) counts[stratum[i]! + 1]!++
  for (let s = 1; s < counts.length; s++) counts[s]! += counts[s - 1]!
  const next = counts.slice()
  const order = new Uint32Array(stratum.length)
  for (let i = 0; i < stratum.length; i++) order[next[stratum[i]!]!++] = i
  return Array.from({ length: counts.length - 1 }, (_, s) => order.subarray(counts[s], counts[s + 1]))
}

/** The table with one player's values moved between rows; all other columns are shared. */
export function permuted({ columns, rows }: Table, player: Player, order: Permutation): Table {
  const moved = new Set(player.features)
  return {
    rows,
    columns: columns.map((column, j) => {
      if (!moved.has(j)) return column
      const values = new Float64Array(rows)
      for (let i = 0; i < rows; i++) values[i] = column[order[i]!]!
      return values
    })
  }
}

/** Responses of the model when a player's values are permuted, once for each permutation (Breiman 2001; Fisher, Rudin & Dominici 2019). */
export function* permutedResponses(
  subject: Answering,
  table: Table,
  player: Player,
  orders: Iterable<Permutation>
): Generator<Float64Array> {
  for (const order of orders) yield responsesOf(subject, permuted(table, player, order))
}

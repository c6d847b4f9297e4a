import { simpleRandom } from './draw-rows'
import type { Topic } from './input'
import type { Design } from './means'
import { take, type Table } from './subject'

/** At most so many of the explained rows, drawn by the seed, with what they are drawn as; `rows`: their places among the explained ones. */
export function drawnRows(
  { table, design, seed }: Topic,
  most: number,
  purpose: string
): { table: Table; design: Design; rows: Uint32Array } {
  const rows = simpleRandom(table.rows, most, `${seed} ${purpose}`)
  const { weight, cluster } = design
  return {
    rows,
    table: take(table, rows),
    design: {
      weight: weight === null ? null : Float64Array.from(rows, (row) => weight[row]!),
      cluster: cluster === null ? null : numbered(rows, cluster)
    }
  }
}

/** Clusters of some rows, numbered from 0 on. */
function numbered(rows: Uint32Array, cluster: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>()
  return Uint32Array.from(rows, (row) => {
    const known = numbers.get(cluster[row]!) ?? numbers.size
    numbers.set(cluster[row]!, known)
    return known
  })
}

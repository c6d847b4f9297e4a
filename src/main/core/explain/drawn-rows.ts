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
      cluster: cluster === null ? null : Uint32Array.from(rows, (row) => cluster[row]!)
    }
  }
}

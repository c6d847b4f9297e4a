import { responsesOf, type Answering, type Table } from '../subject'
import { stretchesOf } from './accumulated-effects'

/**
 * Two-way accumulated local effects (Apley & Zhu 2020): what two features do together beyond what each does alone. Second differences within
 * each cell, added up over both axes, less the main effects of the sums, and centred. effects[i][j] at places i of the first and j of the
 * second feature, two places of each at least; a cell without rows takes the nearest cell's difference.
 */
export function twoWayEffects(
  subject: Answering,
  table: Table,
  [first, second]: readonly [number, number],
  [across, along]: readonly [Float64Array, Float64Array],
  weight: Float64Array | null = null
): number[][] {
  const [a, b] = [stretchesOf(table.columns[first]!, across), stretchesOf(table.columns[second]!, along)]
  const at = (i: number, j: number): Float64Array => {
    const moved = table.columns.map((column, c) => {
      if (c === first) return Float64Array.from(a, (s) => across[Math.max(0, s - 1 + i)]!)
      return c === second ? Float64Array.from(b, (s) => along[Math.max(0, s - 1 + j)]!) : column
    })
    return responsesOf(subject, { columns: moved, rows: table.rows })
  }
  const corners = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)] as const
  const [rows, columns] = [across.length, along.length]
  const counts = matrix(rows, columns)
  const sums = matrix(rows, columns)
  for (let row = 0; row < table.rows; row++) {
    if (a[row]! < 0 || b[row]! < 0) continue
    const w = weight === null ? 1 : weight[row]!
    counts[a[row]!]![b[row]!]! += w
    sums[a[row]!]![b[row]!]! += w * (corners[3][row]! - corners[2][row]! - (corners[1][row]! - corners[0][row]!))
  }
  const effects = accumulated(filled(sums, counts))
  withoutMainEffects(effects, counts)
  return effects
}

const matrix = (rows: number, columns: number): number[][] => Array.from({ length: rows }, () => new Array<number>(columns).fill(0))

/** Mean differences; an empty cell takes that of the nearest cell with rows, by steps on the grid. */
function filled(sums: number[][], counts: number[][]): number[][] {
  const known: [number, number][] = []
  counts.forEach((row, i) => row.forEach((count, j) => count > 0 && known.push([i, j])))
  return sums.map((row, i) =>
    row.map((sum, j) => {
      if (i === 0 || j === 0) return 0
      if (counts[i]![j]! > 0) return sum / counts[i]![j]!
      let [nearest, least] = [0, Infinity]
      for (const [k, l] of known) {
        const distance = (k - i) * (k - i) + (l - j) * (l - j)
        if (distance < least) [nearest, least] = [sums[k]![l]! / counts[k]![l]!, distance]
      }
      return nearest
    })
  )
}

function accumulated(differences: number[][]): number[][] {
  const total = differences.map((row) => [...row])
  for (let i = 1; i < total.length; i++)
    for (let j = 1; j < total[i]!.length; j++) total[i]![j]! += total[i - 1]![j]! + total[i]![j - 1]! - total[i - 1]![j - 1]!
  return total
}

/** Takes away the first-order effects of the sums along either axis and then the mean, both over the rows. */
function withoutMainEffects(effects: number[][], counts: number[][]): void {
  const [rows, columns] = [effects.length, effects[0]!.length]
  const main = (
    length: number,
    other: number,
    value: (i: number, j: number) => number,
    count: (i: number, j: number) => number
  ): number[] => {
    const effect = [0]
    for (let i = 1; i < length; i++) {
      let [sum, n] = [0, 0]
      for (let j = 1; j < other; j++) {
        const change = (value(i, j) - value(i - 1, j) + value(i, j - 1) - value(i - 1, j - 1)) / 2
        sum += count(i, j) * change
        n += count(i, j)
      }
      effect.push(effect[i - 1]! + (n > 0 ? sum / n : 0))
    }
    return effect
  }
  const first = main(
    rows,
    columns,
    (i, j) => effects[i]![j]!,
    (i, j) => counts[i]![j]!
  )
  const second = main(
    columns,
    rows,
    (j, i) => effects[i]![j]!,
    (j, i) => counts[i]![j]!
  )
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) effects[i]![j]! -= first[i]! + second[j]!
  let [sum, n] = [0, 0]
  for (let i = 1; i < rows; i++)
    for (let j = 1; j < columns; j++) {
      sum += (counts[i]![j]! * (effects[i]![j]! + effects[i - 1]![j]! + effects[i]![j - 1]! + effects[i - 1]![j - 1]!)) / 4
      n += counts[i]![j]!
    }
  for (const row of effects) for (let j = 0; j < columns; j++) row[j]! -= n > 0 ? sum / n : 0
}

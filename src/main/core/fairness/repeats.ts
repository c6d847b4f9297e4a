import type { FairnessInput } from './input'
import type { ClusterRows } from './kernels'
import { codesOf, numbersOf } from './loaded'
import { MICROSECONDS_A_DAY } from './maturity'
import { repeatColumn } from './needed-columns'

/** Rows that share a calendar block where the plan declares blocks, else a value of the cluster or id column. `repeats` is false where every row stands alone. */
export function repeatsOf(input: FairnessInput): { column: string; rows: ClusterRows; repeats: boolean } | null {
  const blocks = input.plan.dependence
  const column = blocks === undefined ? repeatColumn(input.plan) : `${blocks.time}, blocks of ${blocks.block_days} days`
  if (column === undefined) return null
  const rows = input.kernels.clusterRows(blocks === undefined ? codesOf(input, column).codes : calendarBlocks(input, blocks))
  return { column, rows, repeats: rows.largest > 1 }
}

/** Block of each row, counted from the first day in the data from 1 on; rows without a time are missing. */
function calendarBlocks(input: FairnessInput, { time, block_days }: { time: string; block_days: number }): Uint32Array {
  const { column, numbers } = numbersOf(input, time)
  const unit = block_days * (column.type === 'timestamp' ? MICROSECONDS_A_DAY : 1)
  const dayStart = (first: number): number =>
    column.type === 'timestamp' ? Math.floor(first / MICROSECONDS_A_DAY) * MICROSECONDS_A_DAY : first
  let first = Infinity
  for (let row = 0; row < numbers.length; row++) if (numbers[row]! < first) first = numbers[row]!
  const start = dayStart(first)
  return Uint32Array.from(numbers, (moment) => (moment === moment ? Math.floor((moment - start) / unit) + 1 : 0))
}

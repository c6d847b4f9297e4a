import type { Plan } from '../../../shared/model/plan'
import { codesOf, numbersOf } from './loaded'
import { MICROSECONDS_A_DAY } from './maturity'
import type { PlannedPart } from './planned-part'
import { useWith } from './roles'
import type { CodeArray } from './term'

/** The column whose repeated values make rows dependent: `cluster`, or else `id`. */
export const repeatColumn = (plan: Plan): string | undefined => (useWith(plan, 'cluster') ?? useWith(plan, 'id'))?.name

/** Rows with the same code hang together, 0 stands alone: calendar blocks where the plan declares them, else values of the cluster or id column. */
export function dependenceOf(input: PlannedPart): { column: string; codes: CodeArray } | null {
  const blocks = input.plan.dependence
  if (blocks !== undefined) return { column: `${blocks.time}, blocks of ${blocks.block_days} days`, codes: calendarBlocks(input, blocks) }
  const column = repeatColumn(input.plan)
  return column === undefined ? null : { column, codes: codesOf(input, column).codes }
}

/** Block of each row, counted from the first day in the data from 1 on; rows without a time are missing. */
function calendarBlocks(input: PlannedPart, { time, block_days }: { time: string; block_days: number }): Uint32Array {
  const { column, numbers } = numbersOf(input, time)
  const unit = block_days * (column.type === 'timestamp' ? MICROSECONDS_A_DAY : 1)
  const dayStart = (first: number): number =>
    column.type === 'timestamp' ? Math.floor(first / MICROSECONDS_A_DAY) * MICROSECONDS_A_DAY : first
  let first = Infinity
  for (let row = 0; row < numbers.length; row++) if (numbers[row]! < first) first = numbers[row]!
  const start = dayStart(first)
  return Uint32Array.from(numbers, (moment) => (moment === moment ? Math.floor((moment - start) / unit) + 1 : 0))
}

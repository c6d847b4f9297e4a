import { proportionInterval } from '../stats/proportion'
import type { AttachedRows } from '../assessment'
import type { FairnessInput } from './input'
import { FN, FP, NEGATIVE, pick, POSITIVE, RATE_MASKS, TN, TP } from './rates'
import { attributesOf } from '../columns/roles'
import type { GroupTable } from './roll-up'
import { maskedGroups, maskedOutcomes } from './suppress'
import type { View } from './view'

/** Subsets of 1 … depth attributes in the attributes' order: single ones first. */
export function crossingsUpTo(attributes: readonly string[], depth: number): string[][] {
  let level: number[][] = [[]]
  const all: string[][] = []
  for (let size = 1; size <= Math.min(depth, attributes.length); size++) {
    level = level.flatMap((chosen) =>
      attributes
        .map((_, i) => i)
        .filter((i) => i > (chosen[chosen.length - 1] ?? -1))
        .map((i) => [...chosen, i])
    )
    all.push(...level.map((chosen) => chosen.map((i) => attributes[i]!)))
  }
  return all
}

const COUNTS = ['n', 'labels_known', 'labels_favourable', 'decisions_known', 'selected', 'tp', 'fp', 'tn', 'fn'] as const

/** The cells of all crossings to the plan's depth as one sorted table; an attribute that does not take part is *, an unknown one is empty. */
export function crossingsTable(input: FairnessInput, view: View): AttachedRows[] {
  const depth = input.plan.groups.all_crossings
  if (depth === undefined) return []
  const attributes = attributesOf(input.plan)
  const rows = crossingsUpTo(attributes, depth).flatMap((over) => rowsOf(input, view, over, attributes))
  const header = [...attributes, ...COUNTS, 'selection_rate', 'selection_rate_low', 'selection_rate_high', 'suppressed']
  return [{ name: 'all-crossings.csv', title: `Counts of all crossings of up to ${depth} attributes`, header, rows }]
}

type Row = AttachedRows['rows'][number]

function rowsOf(input: FairnessInput, view: View, over: readonly string[], attributes: readonly string[]): Row[] {
  const table = view.table(over)
  const below = input.plan.suppress_below
  const hidden = maskedGroups(view, over, below)
  const outcomes = maskedOutcomes(table, hidden, below)
  return table.groups.map((group, i) => {
    const names = attributes.map((name) => (table.over.includes(name) ? (group[name] ?? null) : '*'))
    if (hidden.has(i)) return [...names, ...COUNTS.map(() => null), null, null, null, 'yes']
    const counts = countsOf(table, i).map((count, at) => (outcomes.has(i) && JOINT.includes(COUNTS[at]!) ? null : count))
    return [...names, ...counts, ...rateOf(input, table, i), outcomes.has(i) ? 'in part' : 'no']
  })
}

/** Counts that join decision and label. */
const JOINT: readonly string[] = ['tp', 'fp', 'tn', 'fn']

function countsOf(table: GroupTable, group: number): number[] {
  const of = (part: readonly number[]): number => pick(table.counts, group, part)
  const { numerator, denominator } = RATE_MASKS.selection_rate
  return [
    table.rows[group]!,
    of([...POSITIVE, ...NEGATIVE]),
    of(POSITIVE),
    of(denominator),
    of(numerator),
    of([TP]),
    of([FP]),
    of([TN]),
    of([FN])
  ]
}

function rateOf({ plan }: FairnessInput, table: GroupTable, group: number): (number | null)[] {
  const { numerator, denominator } = RATE_MASKS.selection_rate
  const [k, n] = [pick(table.counts, group, numerator), pick(table.counts, group, denominator)]
  if (n === 0) return [null, null, null]
  const interval = proportionInterval(k, n, plan.level)
  return plan.inference.kind !== 'process' || 'undefined' in interval ? [k / n, null, null] : [k / n, interval.low, interval.high]
}

import type { Population } from '../../../shared/model/report'
import { AssayError } from '../../../shared/model/errors'
import { labelState } from './availability'
import type { Frame } from './frame'
import type { FairnessInput } from './input'
import { pick, ALL } from './rates'
import { attributesOf } from '../columns/roles'
import type { GroupTable } from './roll-up'
import { maskedGroups } from './suppress'
import type { View } from './view'

const DECISIONS = ['unfavourable', 'favourable', 'missing'] as const

/** Who is in the rows. Σ groups + unknown = rows is asserted for every attribute. */
export function populationOf(input: FairnessInput, view: View): Population {
  const { frame } = view
  const everybody = view.table([])
  const singles = attributesOf(input.plan).map((name) => view.table([name]))
  for (const single of singles) assertComplete(single, input.rows)
  const below = input.plan.suppress_below
  const masked = singles.map((single) => maskedGroups(view, single.over, below))
  return {
    part: input.part,
    rows: input.rows,
    attributes: singles.map((single, i) => attributeRows(single, input.rows, masked[i]!)),
    decisions: frame.decision === null ? null : decisionsOf(everybody),
    labelsKnown: frame.label === null ? [] : singles.flatMap((single, i) => labelsKnownOf(single, masked[i]!, below)),
    labels: labelState(frame, everybody).state,
    immature: frame.immature,
    clusters: clustersOf(frame),
    weights: weightsOf(frame, everybody)
  }
}

function assertComplete(table: GroupTable, rows: number): void {
  const total = table.rows.reduce((sum, n) => sum + n, 0)
  if (total !== rows) throw new AssayError('internal/unexpected', { what: `groups and unknown add up to ${total} of ${rows} rows` })
}

/** Masked counts are null; a group without rows has none to mask. */
function attributeRows(table: GroupTable, rows: number, masked: ReadonlySet<number>): Population['attributes'][number] {
  const attribute = table.over[0]!
  const told = (i: number): number | null => (masked.has(i) ? null : table.rows[i]!)
  const known = table.groups.flatMap((group, i) => {
    const own = told(i)
    return i === table.unknown ? [] : [{ value: group[attribute]!, rows: own, share: own === null ? null : own / rows }]
  })
  return { attribute, groups: known, unknown: table.unknown < 0 ? 0 : told(table.unknown) }
}

const count = (table: GroupTable, group: number, decision: number, labels: readonly number[]): number =>
  pick(
    table.counts,
    group,
    labels.map((label) => 3 * decision + label)
  )

function decisionsOf(everybody: GroupTable): NonNullable<Population['decisions']> {
  const of = (decision: number): number => (everybody.groups.length === 0 ? 0 : count(everybody, 0, decision, [0, 1, 2]))
  return { favourable: of(1), unfavourable: of(0), missing: of(2) }
}

/** Groups that are masked, or have few rows with one of the decisions, are left out whole: their parts add up. */
const labelsKnownOf = (table: GroupTable, masked: ReadonlySet<number>, below: number | undefined): Population['labelsKnown'] =>
  table.groups.flatMap((group, i) => {
    const parts = DECISIONS.flatMap((decision, d) => {
      const rows = count(table, i, d, [0, 1, 2])
      return rows === 0 ? [] : [{ group, decision, known: count(table, i, d, [0, 1]), rows }]
    })
    const few = below !== undefined && parts.some(({ rows }) => rows < below)
    return masked.has(i) || few ? [] : parts
  })

const clustersOf = ({ clusters }: Frame): Population['clusters'] =>
  clusters === null
    ? null
    : { column: clusters.column, clusters: clusters.rows.clusters, largest: clusters.rows.largest, repeats: clusters.repeats }

/** Kish's effective size of all rows. */
function weightsOf({ weights }: Frame, everybody: GroupTable): Population['weights'] {
  if (weights === null) return null
  const total = everybody.groups.length === 0 ? 0 : pick(everybody.w, 0, ALL)
  const squares = everybody.groups.length === 0 ? 0 : pick(everybody.w2, 0, ALL)
  return { column: weights.column, kind: weights.kind, effective: squares > 0 ? (total * total) / squares : 0 }
}

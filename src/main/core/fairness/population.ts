import type { Population } from '../../../shared/model/report'
import { AssayError } from '../../../shared/model/errors'
import type { CellTable } from './cell-table'
import type { FairnessInput } from './input'
import { attributesOf } from './roles'
import type { GroupTable } from './roll-up'
import { rollUp } from './roll-up'

const DECISIONS = ['unfavourable', 'favourable', 'missing'] as const

/** Who is in the rows. Σ groups + unknown = rows is asserted for every attribute. */
export function populationOf(input: FairnessInput, table: CellTable, has: { decision: boolean; label: boolean }): Population {
  const everybody = rollUp(table, [])
  const singles = attributesOf(input.plan).map((name) => rollUp(table, [name]))
  for (const single of singles) assertComplete(single, input.rows)
  return {
    part: input.part,
    rows: input.rows,
    attributes: singles.map(attributeRows(input.rows)),
    decisions: has.decision ? decisionsOf(everybody) : null,
    labelsKnown: has.label ? singles.flatMap(labelsKnownOf) : [],
    labels: has.label ? 'complete' : 'none',
    immature: 0,
    clusters: null,
    weights: null
  }
}

function assertComplete(table: GroupTable, rows: number): void {
  const total = table.rows.reduce((sum, n) => sum + n, 0)
  if (total !== rows) throw new AssayError('internal/unexpected', { what: `groups and unknown add up to ${total} of ${rows} rows` })
}

const attributeRows =
  (rows: number) =>
  (table: GroupTable): Population['attributes'][number] => {
    const attribute = table.over[0]!
    const known = table.groups.flatMap((group, i) => (i === table.unknown ? [] : [{ value: group[attribute]!, rows: table.rows[i]!, share: table.rows[i]! / rows }]))
    return { attribute, groups: known, unknown: table.unknown < 0 ? 0 : table.rows[table.unknown]! }
  }

const count = (table: GroupTable, group: number, decision: number, labels: readonly number[]): number =>
  labels.reduce((sum, label) => sum + table.counts[group * 9 + 3 * decision + label]!, 0)

function decisionsOf(everybody: GroupTable): NonNullable<Population['decisions']> {
  const [unfavourable, favourable, missing] = [0, 1, 2].map((decision) => (everybody.groups.length === 0 ? 0 : count(everybody, 0, decision, [0, 1, 2])))
  return { favourable: favourable!, unfavourable: unfavourable!, missing: missing! }
}

const labelsKnownOf = (table: GroupTable): Population['labelsKnown'] =>
  table.groups.flatMap((group, i) =>
    DECISIONS.flatMap((decision, d) => {
      const rows = count(table, i, d, [0, 1, 2])
      return rows === 0 ? [] : [{ group, decision, known: count(table, i, d, [0, 1]), rows }]
    })
  )

import type { Column } from '../../../../shared/model/dataset'
import type { ColumnObservation } from '../../../core/quality/observation'
import {
  isBeyondChance,
  nearColumns,
  repeatNotice,
  repeatShare,
  sharedFeatures,
  type ComparedColumn
} from '../../../core/quality/whole-rows'
import { percent } from '../../../core/quality/wording'
import type { RepeatedRows, RowKey } from '../../../ports/store'
import { throwIfCancelled } from '../../job'
import type { OpenPart } from '../assess'
import type { Looked } from './looked'
import { roleOf } from './observe-columns'

type Further = Pick<ColumnObservation, 'drafts' | 'notices'>

const keysOf = (columns: readonly ComparedColumn[]): RowKey[] => columns.map(({ column, as }) => ({ stored: column.stored, as }))

const allColumns = ({ dataset }: OpenPart): RowKey[] => keysOf(dataset.manifest.columns.map((column) => ({ column, as: 'exact' })))

/** Rows that equal others: in the part, nearly, by id, and those that the reference has too. */
export async function rowFacts(looked: Looked): Promise<Further[]> {
  looked.job.progress({ phase: 'Comparing rows', fraction: null })
  const { columns } = looked.open.dataset.manifest
  const exact = await looked.open.dataset.repeatedRows(
    keysOf(columns.map((column) => ({ column, as: 'exact' as const }))),
    looked.job.signal
  )
  const facts: Further[] = [repeated(looked, exact), await nearly(looked, exact)]
  for (const column of columns) if (roleOf(looked.input.plan, column) === 'id') facts.push(await ids(looked, column))
  return [...facts, ...(await overlap(looked))]
}

function repeated({ open }: Looked, exact: RepeatedRows): Further {
  const share = { rows: exact.repeated, of: open.dataset.manifest.rows }
  const said = `${exact.sets} ${exact.sets === 1 ? 'set' : 'sets'} of equal rows, the largest of ${exact.largest}`
  return {
    drafts: [repeatShare('duplicate_row_share', share, {})],
    notices: repeatNotice('repeated-rows', '', share, exact.first, said)
  }
}

/** The finding is about rows that are not equal in every column as well. */
async function nearly({ input, open, job }: Looked, exact: RepeatedRows): Promise<Further> {
  throwIfCancelled(job)
  const { rows, columns } = open.dataset.manifest
  const keys = nearColumns(columns, (column) => roleOf(input.plan, column))
  if (keys.length === 0) return { drafts: [], notices: [] }
  const found = await open.dataset.repeatedRows(keysOf(keys), job.signal, exact.repeated > 0 ? allColumns(open) : [])
  const further = { rows: found.repeated - exact.repeated, of: rows }
  return {
    drafts: [repeatShare('near_duplicate_row_share', { rows: found.repeated, of: rows }, {})],
    notices: repeatNotice('near-rows', '', further, found.first, exact.repeated > 0 ? 'besides those that are equal' : '')
  }
}

/** Rows without an id are not compared. */
async function ids({ open, job }: Looked, column: Column): Promise<Further> {
  throwIfCancelled(job)
  const found = await open.dataset.repeatedRows([{ stored: column.stored, as: 'exact' }], job.signal)
  const without = Math.max(0, column.missing - 1)
  const share = { rows: Math.max(0, found.repeated - without), of: open.dataset.manifest.rows - column.missing }
  return {
    drafts: [repeatShare('id_repeat_share', share, { feature: column.name })],
    notices: repeatNotice('repeated-ids', column.name, share, column.missing > 1 ? [] : found.first, '')
  }
}

async function overlap({ input, open, reference, job }: Looked): Promise<Further[]> {
  if (reference === null) return []
  const { rows, columns } = open.dataset.manifest
  const others = reference.dataset.manifest.columns
  const role = (column: Column): ReturnType<typeof roleOf> => roleOf(input.plan, column)
  const facts: Further[] = []
  const features = sharedFeatures(columns, others, role)
  if (features.length > 0) {
    const theirs = keysOf(features.map(({ other }) => other))
    const found = await open.dataset.sharedRows(keysOf(features.map(({ own }) => own)), reference.dataset, theirs, job.signal)
    throwIfCancelled(job)
    const alike = await reference.dataset.repeatedRows(theirs, job.signal)
    const share = { rows: found.rows, of: rows }
    const byChance = { rows: alike.repeated + alike.sets, of: reference.dataset.manifest.rows }
    const said = `rows whose features all equal those of a row of ${reference.part}, of whose own rows ${percent(byChance.rows / byChance.of)} equal another`
    facts.push({
      drafts: [repeatShare('overlap_row_share', share, {}, true), repeatShare('overlap_row_by_chance', byChance, {}, true)],
      notices: isBeyondChance(share, byChance) ? repeatNotice('overlap', '', share, found.first, said) : []
    })
  }
  for (const column of columns) {
    const other = others.find(({ name, type }) => name === column.name && type === column.type)
    if (role(column) !== 'id' || other === undefined) continue
    throwIfCancelled(job)
    const key = (stored: string): RowKey[] => [{ stored, as: 'exact' }]
    const found = await open.dataset.sharedRows(key(column.stored), reference.dataset, key(other.stored), job.signal)
    const both = column.missing > 0 && other.missing > 0 ? column.missing : 0
    const share = { rows: found.rows - both, of: rows - column.missing }
    facts.push({
      drafts: [repeatShare('overlap_id_share', share, { feature: column.name }, true)],
      notices: repeatNotice('overlap', column.name, share, both > 0 ? [] : found.first, `ids that ${reference.part} has`)
    })
  }
  return facts
}

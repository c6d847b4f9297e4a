import type { LoadedColumn } from '../../core/assessment'
import { slice, type Table } from '../../core/explain/subject'
import { featureReader, type BoundFeature } from '../../core/models/bind-features'
import type { Model } from '../../core/models/model'
import { prepareColumns } from '../../core/models/prepare'
import type { Dataset } from '../../ports/store'
import { throwIfCancelled, type Job } from '../job'
import { columnBlocks } from '../load-columns'

/** Rows of a model's features, column by column, that are read in blocks as often as somebody asks; a block is good until the next. */
export type FeatureRows = { rows: number; blocks: (rowsAtOnce: number) => AsyncGenerator<Table, void, void> }

/** Rows of a dataset. A column that feeds several features is read once. */
export function featureRows(dataset: Dataset, bound: readonly BoundFeature[], job: Job): FeatureRows {
  const needs = [...new Map(bound.map(({ column: name, as }) => [`${as} ${name}`, { name, as }])).values()]
  const places = bound.map(({ column, as }) => needs.findIndex((need) => need.name === column && need.as === as))
  const { rows } = dataset.manifest
  if (needs.length === 0) return rowsAtHand({ columns: [], rows })
  return {
    rows,
    async *blocks(rowsAtOnce) {
      const readers = bound.map(featureReader)
      for await (const loaded of columnBlocks(dataset, needs, rowsAtOnce, job)) {
        throwIfCancelled(job)
        yield { columns: readers.map((read, j) => read(loaded[places[j]!]!)), rows: rowsOf(loaded[0]!) }
      }
    }
  }
}

const rowsOf = (column: LoadedColumn): number => ('numbers' in column ? column.numbers : column.codes).length

/** Rows that are in memory already. */
export function rowsAtHand(table: Table): FeatureRows {
  return {
    rows: table.rows,
    async *blocks(rowsAtOnce) {
      for (let from = 0; from < table.rows; from += rowsAtOnce)
        yield await Promise.resolve(slice(table, from, Math.min(table.rows, from + rowsAtOnce)))
    }
  }
}

/** What the predictor reads of the rows. */
export function preparedRows(model: Model, { rows, blocks }: FeatureRows): FeatureRows {
  return {
    rows,
    async *blocks(rowsAtOnce) {
      for await (const block of blocks(rowsAtOnce)) yield preparedBlock(model, block)
    }
  }
}

export const preparedBlock = (model: Model, { columns, rows }: Table): Table => ({ columns: prepareColumns(model, columns, rows), rows })

import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Block } from '../blocks'
import { topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import type { ModelView } from './model-view'

/** Whether the model leans on the same features in other rows. */
export function cohortsQuestion({ exhibits }: ModelView): Block[] {
  const tables = exhibits.filter((one): one is ExhibitOf<'table'> => one.kind === 'table' && one.id.includes('/cohorts%2F'))
  if (tables.length === 0) return []
  return [topic('Does the model lean on the same features in other rows?'), ...tables.map((one) => exhibitTable(one))]
}

import type { Column } from '../../../shared/model/dataset'

/** The description of a column that no file has: the engine of group measures is given it beside those of the part. */
export const madeColumn = (name: string, type: Column['type'], role: Column['role'] = 'ignore'): Column => ({
  stored: 'c0',
  name,
  type,
  typeReason: '',
  role,
  roleReason: '',
  missing: 0,
  distinct: 2
})

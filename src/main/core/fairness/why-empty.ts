import type { GroupTable } from './roll-up'

/** Why a group's rate has no denominator. */
export const whyEmpty = (table: GroupTable, group: number): 'no-rows' | 'zero-denominator' =>
  table.rows[group]! > 0 ? 'zero-denominator' : 'no-rows'

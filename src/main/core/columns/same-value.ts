import type { Column } from '../../../shared/model/dataset'

const numeric = (text: string): number => (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN)

/** Whether a column's value is the one that the plan writes: the same text, the same number, or the same yes or no in another spelling. */
export function sameValue(column: Column, value: string, planned: string): boolean {
  if (value === planned) return true
  if (['integer', 'number', 'boolean'].includes(column.type) && numeric(value) === numeric(planned)) return true
  return (
    column.spellings !== undefined &&
    [column.spellings.true, column.spellings.false].some((both) => spelt(both, value) && spelt(both, planned))
  )
}

const spelt = (spellings: readonly string[], text: string): boolean =>
  spellings.some((spelling) => spelling.toLowerCase() === text.toLowerCase())

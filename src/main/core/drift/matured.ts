import type { AssessedPart, LoadedColumn } from '../assessment'
import { immatureRows } from '../stats/label-maturity'
import type { ColumnPair, DriftInput } from './input'
import { planned, timesOf } from './slices'

/** Outcomes younger than the declared maturity count as missing: of young rows only some outcomes are known, and not at random. */
export const maturedPair = (input: DriftInput, { reference, current }: ColumnPair): ColumnPair => ({
  reference: matured(input, input.reference, reference),
  current: matured(input, input.current, current)
})

function matured(input: DriftInput, part: AssessedPart, loaded: LoadedColumn): LoadedColumn {
  const rule = input.plan.labels
  if (rule === undefined || !part.columns.has(rule.time)) return loaded
  const young = immatureRows(rule, timesOf(planned(input, part), rule.time))
  if ('numbers' in loaded) return { ...loaded, numbers: loaded.numbers.map((number, row) => (young[row] === 1 ? NaN : number)) }
  const codes = loaded.codes.slice()
  for (let row = 0; row < codes.length; row++) if (young[row] === 1) codes[row] = 0
  return { ...loaded, codes }
}

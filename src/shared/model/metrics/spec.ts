/** `toward`: the value that means "no difference" or "best"; `none` where there is none. */
export type MetricSpec = {
  name: string
  unit: 'proportion' | 'difference' | 'ratio' | 'count' | 'score' | 'index' | 'log-loss' | 'p'
  toward: 'high' | 'low' | 'zero' | 'one' | 'none'
  formula: string
  source: string
  /** Other names under which people know it; plans may use them. */
  aliases?: readonly string[]
}

export const spec = (
  name: string,
  unit: MetricSpec['unit'],
  toward: MetricSpec['toward'],
  formula: string,
  source: string,
  aliases?: readonly string[]
): MetricSpec => (aliases ? { name, unit, toward, formula, source, aliases } : { name, unit, toward, formula, source })

/** Markers that mean "no value" in text files, unless the plan declares others. Formats with a null of their own have none. */
export const TEXT_MISSING: readonly string[] = [
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'NAN',
  'null',
  'NULL',
  'Null',
  'None',
  'none',
  'NONE',
  '?'
]

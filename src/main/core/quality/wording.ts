const THIN = '\u202f'

/** `one column`, `3 columns`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n === 1 ? 'one' : n} ${n === 1 ? one : many}`

export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`

export const percent = (share: number): string => {
  const scaled = share * 100
  return `${scaled > 0 && scaled < 0.1 ? '< 0.1' : scaled.toFixed(1)}${THIN}%`
}

export const rowsText = (rows: readonly number[]): string =>
  rows.length === 1 ? `row ${rows[0] ?? ''}` : `rows ${listed(rows.slice(0, 8).map(String))}`

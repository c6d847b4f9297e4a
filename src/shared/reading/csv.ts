const FORMULA_START = /^[\s\u00A0]*[=+\-@\t\r]/

/** A cell that no spreadsheet takes for a formula (OWASP, "CSV injection"); numbers stay numbers. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA_START.test(value) || /[\r\n][\s\u00A0]*[=+\-@]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 text in UTF-8: what a table is attached and named by digest as. */
export function csvBytes(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const lines = [header, ...rows].map((row) => row.map(cell).join(','))
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

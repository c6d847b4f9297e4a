/** Stands for "no value" in our own copies; a quoted text is never null there. */
export const NULL_CELL = '\\N'

/** A cell of our own CSV copies: delimiter comma, quote ", null \N. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return NULL_CELL
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `"${text.replaceAll('"', '""')}"`
}

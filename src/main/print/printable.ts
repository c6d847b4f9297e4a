const MAX_CHARACTERS = 20_000
const LONGEST_RUN = 100

/**
 * A JSON value with every text made fit for the page, keys left alone. A character that the fonts do not all draw (other scripts, control and
 * direction-changing characters) becomes ‹U+XXXX›, for PDF/A refuses a page with a missing glyph and a silent gap would hide text. Runs of more than 100
 * characters get a space to break at; texts of more than 20,000 characters are cut, and say so. The attached JSON keeps the text as it was.
 */
export function printable(value: unknown, covers: (codePoint: number) => boolean): unknown {
  if (typeof value === 'string') return printableText(value, covers)
  if (Array.isArray(value)) return value.map((item) => printable(item, covers))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item, covers)]))
}

export function printableText(text: string, covers: (codePoint: number) => boolean): string {
  if (/^[ -~\n]{0,100}$/.test(text)) return text
  const shown = Array.from(text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text, (character) => {
    const codePoint = character.codePointAt(0) ?? 0
    if (character === '\n' || covers(codePoint)) return character
    return character === '\t' ? ' ' : `‹U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}›`
  }).join('')
  const broken = shown.replace(new RegExp(`\\S{${LONGEST_RUN}}(?=\\S)`, 'gu'), '$& ')
  return text.length > MAX_CHARACTERS ? `${broken}… (${text.length} characters, whole in the attached JSON)` : broken
}

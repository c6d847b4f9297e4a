const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*( [A-Za-z0-9_][A-Za-z0-9_.-]*)*$/
const RESERVED = /^(null|true|false|yes|no|on|off|y|n)$/i
const UNPRINTED = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g
const LONGEST_IMPLICIT_KEY = 1000

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A text as a YAML scalar on one line: plain where that is safe, else double-quoted with whatever is not seen escaped. */
export const scalar = (text: string): string => (PLAIN.test(text) && !RESERVED.test(text) ? text : quoted(text))

export const quoted = (text: string): string => JSON.stringify(text).replace(UNPRINTED, escaped)

/** A mapping's key with its colon; keys longer than YAML's limit for a simple key are written the long way. */
export const key = (text: string, indent = ''): string => {
  const written = scalar(text)
  return written.length > LONGEST_IMPLICIT_KEY ? `? ${written}\n${indent}:` : `${written}:`
}

export const flowList = (texts: readonly string[]): string => `[${texts.map(scalar).join(', ')}]`
export const quotedList = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`

/** Text of other parties in a comment: on one line, and no longer than `most`. */
export const inComment = (text: string, most = 160): string => {
  const line = [...text.replace(UNPRINTED, ' ')]
  return line.length > most ? `${line.slice(0, most).join('')}…` : line.join('')
}

/** Stands where an answer is due: no schema accepts it, and the parser's error names its line. */
export const fillIn = (what: string): string => `# fill in: ${what}`

import { DEEPEST_JSON } from '../limits'
import { shapeOf } from './shape-of'

export type JsonRow = Record<string, unknown>
export type ParsedRow = JsonRow | 'too-deep' | 'bad-json' | 'bad-text' | 'double-key'

const LONG_INTEGER = /\d{16}/
const TEXT_OR_LONG_INTEGER = /"(?:[^"\\]+|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g

/** One object; integers that a double cannot hold come as text, digit for digit. */
export function parseRow(bytes: Buffer): ParsedRow {
  const { depth, commas } = shapeOf(bytes)
  if (depth > DEEPEST_JSON) return 'too-deep'
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const row = parsed(
    LONG_INTEGER.test(text) ? text.replace(TEXT_OR_LONG_INTEGER, (part) => (part.startsWith('"') ? part : `"${part}"`)) : text
  )
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'bad-json'
  const members = Object.keys(row).length
  if (members > 0 && members !== commas + 1) return 'double-key'
  return text.includes('\\u0000') && holdsNull(row as JsonRow) ? 'bad-text' : (row as JsonRow)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const holdsNull = (row: JsonRow): boolean => Object.values(row).some((value) => typeof value === 'string' && value.includes('\0'))

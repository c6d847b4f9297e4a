import { damaged } from '../fault'
import { numberOfText } from '../json/fields'

/** The lines `key=value` of one part of the file; `at` names it. */
export type Block = { at: string; values: ReadonlyMap<string, string> }
export type LightgbmFile = { header: Block; trees: Block[]; categoricalFeatures: string | null; pandasCategories: string | null }

/** LightGBM's text format: a header, one block a tree, then importances and parameters, of which little is used. */
export function splitFile(text: string): LightgbmFile {
  const end = text.indexOf('\nend of trees')
  if (end < 0) damaged('the file', 'has no line "end of trees"')
  const [head = '', ...trees] = text.slice(0, end).split(/\r?\nTree=/)
  const tail = text.slice(end)
  return {
    header: readBlock('the header', head.split(/\r?\n/).slice(1)),
    trees: trees.map((body, i) => readBlock(`tree ${i}`, body.split(/\r?\n/).slice(1))),
    categoricalFeatures: /^\[categorical_feature: ([\d,]*)\]/m.exec(tail)?.[1] ?? null,
    pandasCategories: /^pandas_categorical:(.*)$/m.exec(tail)?.[1] ?? null
  }
}

function readBlock(at: string, lines: readonly string[]): Block {
  const values = new Map<string, string>()
  for (const line of lines) {
    if (line.trim() === '') continue
    const equals = line.indexOf('=')
    const key = equals < 0 ? line : line.slice(0, equals)
    if (values.has(key)) damaged(at, `has "${key.slice(0, 40)}" twice`)
    values.set(key, equals < 0 ? '' : line.slice(equals + 1))
  }
  return { at, values }
}

export function valueOf({ at, values }: Block, key: string): string {
  return values.get(key) ?? damaged(at, `lacks "${key}"`)
}

export function wholeOf(block: Block, key: string, least: number, most: number): number {
  const value = numberOfText(valueOf(block, key), `${block.at}, ${key},`)
  return Number.isInteger(value) && value >= least && value <= most
    ? value
    : damaged(block.at, `has ${key}=${value}, not a whole number between ${least} and ${most}`)
}

const INFINITIES: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['-inf', -Infinity]
])

/** Numbers separated by blanks, `length` of them; NaN is none. */
export function numbersOf(block: Block, key: string, length: number): Float64Array {
  const words = wordsOf(valueOf(block, key))
  if (words.length !== length) damaged(block.at, `has ${words.length} entries in ${key} where ${length} are needed`)
  return Float64Array.from(words, (word) => INFINITIES.get(word) ?? numberOfText(word, `${block.at}, ${key},`))
}

/** The same of whole numbers alone. */
export function wholesOf(block: Block, key: string, length: number): Float64Array {
  const numbers = numbersOf(block, key, length)
  return numbers.every(Number.isInteger) ? numbers : damaged(block.at, `has entries in ${key} that are no whole numbers`)
}

export const wordsOf = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { Json } from './value'

type Text = { text: string; at: number }

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const WORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity]
]
const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' })
)

/** JSON (RFC 8259) with bounded nesting and no key twice; NaN and Infinity are read, since XGBoost writes them. */
export function parseJson(text: string): Json {
  const from: Text = { text, at: 0 }
  const value = readValue(from, 0)
  skipBlank(from)
  if (from.at < text.length) fail(from, 'goes on after its end')
  return value
}

const fail = (from: Text, what: string): never => damaged(`byte ${from.at}`, what)

function skipBlank(from: Text): void {
  for (
    let code = from.text.charCodeAt(from.at);
    code === 32 || code === 10 || code === 13 || code === 9;
    code = from.text.charCodeAt(from.at)
  )
    from.at++
}

function readValue(from: Text, depth: number): Json {
  if (depth > LIMITS.nesting) fail(from, `nests deeper than ${LIMITS.nesting} levels`)
  skipBlank(from)
  switch (from.text.charAt(from.at)) {
    case '{':
      return readObject(from, depth)
    case '[':
      return readArray(from, depth)
    case '"':
      return readString(from)
    default:
      return readScalar(from)
  }
}

function readScalar(from: Text): Json {
  NUMBER.lastIndex = from.at
  const number = NUMBER.exec(from.text)
  if (number !== null) {
    from.at = NUMBER.lastIndex
    return Number(number[0])
  }
  const word = WORDS.find(([spelling]) => from.text.startsWith(spelling, from.at))
  if (word === undefined) return fail(from, 'is not JSON')
  from.at += word[0].length
  return word[1]
}

function readObject(from: Text, depth: number): Json {
  const object = new Map<string, Json>()
  from.at++
  for (skipBlank(from); from.text.charAt(from.at) !== '}';) {
    skipBlank(from)
    if (from.text.charAt(from.at) !== '"') fail(from, 'has a key that is no text')
    const key = readString(from)
    if (object.has(key)) fail(from, `has the key "${key.slice(0, 60)}" twice`)
    skipBlank(from)
    if (from.text.charAt(from.at++) !== ':') fail(from, 'lacks a colon')
    object.set(key, readValue(from, depth + 1))
    if (ends(from, '}')) return object
  }
  from.at++
  return object
}

function readArray(from: Text, depth: number): Json {
  const array: Json[] = []
  from.at++
  skipBlank(from)
  if (from.text.charAt(from.at) === ']') {
    from.at++
    return array
  }
  do array.push(readValue(from, depth + 1))
  while (!ends(from, ']'))
  return array
}

/** Past a comma (false) or past the closing bracket (true). */
function ends(from: Text, bracket: string): boolean {
  skipBlank(from)
  const next = from.text.charAt(from.at++)
  if (next === bracket) return true
  return next === ',' ? false : fail(from, `lacks a comma or ${bracket}`)
}

function readString(from: Text): string {
  let text = ''
  from.at++
  for (;;) {
    PLAIN.lastIndex = from.at
    text += PLAIN.exec(from.text)?.[0] ?? ''
    from.at = PLAIN.lastIndex
    const stop = from.text.charAt(from.at++)
    if (stop === '"') return text
    if (stop !== '\\') fail(from, 'has a text that does not end')
    text += readEscape(from)
  }
}

function readEscape(from: Text): string {
  const letter = from.text.charAt(from.at++)
  const plain = ESCAPES.get(letter)
  if (plain !== undefined) return plain
  const digits = from.text.slice(from.at, from.at + 4)
  if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) fail(from, 'has an unknown escape')
  from.at += 4
  return String.fromCharCode(parseInt(digits, 16))
}

import { isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml'
import type { z } from 'zod'
import { AssayError } from '../../../shared/model/errors'
import { plan as planSchema, type Plan } from '../../../shared/model/plan'
import { allowedKeys } from './allowed-keys'

const MAX_BYTES = 1 << 20

/** The plan in `bytes` (YAML or JSON); errors name the line and what is allowed. */
export function parsePlan(bytes: Uint8Array, file: string): Plan {
  if (bytes.length > MAX_BYTES) throw new AssayError('plan/too-large', { file, bytes: bytes.length, most: MAX_BYTES })
  const lines = new LineCounter()
  const { document, content } = contentOf(decode(bytes, file), lines, file)
  refuseOtherSchemas(document, file)
  const result = planSchema.safeParse(content)
  if (result.success) return result.data
  const { path, what, key } = deepest(result.error.issues, content)
  const line = key === undefined ? lineOf(document, lines, path) : lineOfKey(document, lines, path, key)
  throw new AssayError('plan/invalid', { file, line, at: path.join('.') || 'the plan', what })
}

/** The line of a place such as `groups.attributes.0` in a plan's text; null where the text has no such place. */
export function lineInPlan(bytes: Uint8Array, place: string): number | null {
  const path = place.split('.').filter((key) => key !== '')
  if (path.length === 0) return null
  const lines = new LineCounter()
  const document = parseDocument(new TextDecoder('utf-8').decode(bytes), { lineCounter: lines, prettyErrors: false })
  return document.hasIn(path.slice(0, 1)) ? lineOf(document, lines, path) : null
}

function contentOf(text: string, lines: LineCounter, file: string): { document: Document.Parsed; content: unknown } {
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      strict: true,
      uniqueKeys: true,
      version: '1.2',
      merge: false
    })
    const broken = document.errors[0]
    if (broken) throw new AssayError('plan/not-yaml', { file, line: lines.linePos(broken.pos[0]).line, what: brokenText(broken) })
    refuseAliases(document, lines, file)
    return { document, content: document.toJS({ maxAliasCount: 0 }) }
  } catch (error) {
    if (error instanceof RangeError) throw new AssayError('plan/not-yaml', { file, line: 1, what: TOO_DEEP })
    throw error
  }
}

function refuseAliases(document: Document, lines: LineCounter, file: string): void {
  visit(document, {
    Alias: (_, { range }) => {
      const line = range ? lines.linePos(range[0]).line : 1
      throw new AssayError('plan/not-yaml', { file, line, what: 'it repeats itself by an alias, which Assay does not follow' })
    }
  })
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AssayError('plan/not-text', { file })
  }
}

function refuseOtherSchemas(document: Document, file: string): void {
  const schema = document.get('schema')
  if (typeof schema === 'number' && schema > 1) throw new AssayError('plan/newer', { file, schema })
}

const TOO_DEEP = 'it is nested too deep'

/** The parser's first sentence, in words for who wrote the plan. */
function brokenText({ code, message }: Document.Parsed['errors'][number]): string {
  if (code === 'MULTIPLE_DOCS') return 'it holds more than one document'
  return /call stack/.test(message) ? TOO_DEEP : (message.split('\n')[0] ?? message)
}

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

type Found = { path: string[]; what: string; key?: string }

/** Of an alternative's issues, those of the branch that got furthest; then what that issue allows, in words. */
function deepest(issues: readonly Issue[], content: unknown, prefix: Path = []): Found {
  const issue = issues[0]
  if (issue === undefined) return { path: prefix.map(String), what: 'is not as the schema says' }
  const path = [...prefix, ...issue.path].map(String)
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.filter((branch) => branch.length > 0).sort((a, b) => depth(b) - depth(a))
    const best = branches[0]
    if (best && depth(best) > 0) return deepest(best, content, path)
    return { path, what: [...new Set(branches.map((branch) => deepest(branch, content, path).what))].join('; or ') }
  }
  const [key] = issue.code === 'unrecognized_keys' ? issue.keys : []
  const what = inWords(issue, valueAt(content, path) === undefined)
  if (key === undefined) return { path, what }
  const allowed = allowedKeys(path)
  return { path, key, what: allowed.length === 0 ? what : `${what}: it may have ${allowed.join(', ')}` }
}

const valueAt = (content: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined), content)

const depth = (issues: readonly Issue[]): number =>
  Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))

const COUNTED: Record<string, string> = { string: 'characters', array: 'items' }

function inWords(issue: Issue, missing: boolean): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has the unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return missing ? `is missing: ${issue.expected} is needed` : `must be of type ${issue.expected}`
    case 'too_small':
      return limit(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum)
    case 'too_big':
      return limit(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum)
    default:
      return issue.message
  }
}

const limit = (origin: string, side: string, edge: number | bigint): string =>
  COUNTED[origin] === undefined ? `must be ${side} ${edge}` : `must have ${side} ${edge} ${COUNTED[origin]}`

function lineOfKey(document: Document, lines: LineCounter, path: readonly string[], key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(keysOf(path), true)
  const found = isMap(map) ? map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key) : undefined
  const range = isScalar(found?.key) ? found.key.range : undefined
  return range ? lines.linePos(range[0]).line : lineOf(document, lines, path)
}

const keysOf = (path: readonly string[]): (string | number)[] => path.map((key) => (/^\d+$/.test(key) ? Number(key) : key))

function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(keysOf(path.slice(0, length)), true)
    const range = (node as { range?: [number, number, number] } | undefined)?.range
    if (range) return lines.linePos(range[0]).line
  }
  return 1
}

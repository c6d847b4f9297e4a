import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { AssayError } from '../../../shared/model/errors'
import { plan as planSchema, type Plan } from '../../../shared/model/plan'

const MAX_BYTES = 1 << 20

/** The plan in `bytes` (YAML or JSON); errors name the line and what is allowed. */
export function parsePlan(bytes: Uint8Array, file: string): Plan {
  if (bytes.length > MAX_BYTES) throw new AssayError('plan/too-large', { file, bytes: bytes.length, most: MAX_BYTES })
  const lines = new LineCounter()
  const { document, content } = contentOf(decode(bytes, file), lines, file)
  refuseOtherSchemas(document, file)
  const result = planSchema.safeParse(content)
  if (result.success) return result.data
  const { path, what } = deepest(result.error.issues)
  throw new AssayError('plan/invalid', { file, line: lineOf(document, lines, path), at: path.join('.') || 'the plan', what })
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
    if (broken)
      throw new AssayError('plan/not-yaml', { file, line: lines.linePos(broken.pos[0]).line, what: firstSentence(broken.message) })
    return { document, content: document.toJS({ maxAliasCount: 0 }) }
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new AssayError('plan/not-yaml', { file, line: 1, what: 'it repeats itself by an alias, which Assay does not follow' })
    if (error instanceof RangeError) throw new AssayError('plan/not-yaml', { file, line: 1, what: 'it is nested too deep' })
    throw error
  }
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

const firstSentence = (message: string): string => message.split('\n')[0] ?? message

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** Of an alternative's issues, those of the branch that got furthest; then what that issue allows, in words. */
function deepest(issues: readonly Issue[], prefix: Path = []): { path: string[]; what: string } {
  const issue = issues[0]
  if (issue === undefined) return { path: prefix.map(String), what: 'is not as the schema says' }
  const path = [...prefix, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.filter((branch) => branch.length > 0).sort((a, b) => depth(b) - depth(a))
    const best = branches[0]
    if (best && depth(best) > 0) return deepest(best, path)
    return { path: path.map(String), what: [...new Set(branches.map((branch) => deepest(branch).what))].join('; or ') }
  }
  return { path: path.map(String), what: inWords(issue) }
}

const depth = (issues: readonly Issue[]): number =>
  Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))

function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has the unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return issue.input === undefined ? `is missing: ${issue.expected} is needed` : `must be of type ${issue.expected}`
    default:
      return issue.message
  }
}

function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    const node: unknown = document.getIn(keys, true)
    const range = (node as { range?: [number, number, number] } | undefined)?.range
    if (range) return lines.linePos(range[0]).line
  }
  return 1
}

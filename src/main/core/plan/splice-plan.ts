import { isCollection, isMap, isPair, isScalar, stringify, type Document, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'

/** One change of a plan: the value at a path; `undefined` removes what is there. */
export type PlanChange = { path: readonly (string | number)[]; value?: unknown }

/** Texts that may say what the change asks for by replacing few characters; the caller keeps the first that does. */
export function spliced(text: string, document: Document.Parsed, { path, value }: PlanChange): string[] {
  const there = document.getIn(path, true) as Node | undefined
  if (value === undefined) return removals(text, document, path)
  if (there !== undefined) return replacements(text, there, value)
  const parent = path.length === 1 ? document.contents : (document.getIn(path.slice(0, -1), true) as Node | undefined)
  return isMap(parent) ? insertions(text, parent as YAMLMap<Scalar, Node | null>, String(path.at(-1)), value) : []
}

/** A value on one line: plain where that can be, else quoted. */
const writings = (value: unknown): string[] => {
  const flow = stringify(value, { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd()
  return [...(flow.includes('\n') ? [] : [flow]), JSON.stringify(value)]
}

/** Block scalars and block collections are written anew by the caller. */
function replacements(text: string, node: Node, value: unknown): string[] {
  const range = node.range
  if (!range || isBlock(node)) return []
  const [from, to] = range
  if (from === to) return fillings(text, from, value)
  const before = from > 0 && !/[\s[{]/.test(text[from - 1]!) ? ' ' : ''
  return writings(value).map((one) => text.slice(0, from) + before + one + text.slice(to))
}

/** Right behind the colon of an entry without a value, before its comment. */
function fillings(text: string, place: number, value: unknown): string[] {
  const colon = /:[ \t]*(#[^\n]*)?\s*$/.exec(text.slice(0, place))
  if (colon === null) return []
  const at = colon.index + 1
  return writings(value).map((one) => `${text.slice(0, at)} ${one}${text.slice(at)}`)
}

const isBlock = (node: Node): boolean =>
  (isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL')) || (isCollection(node) && node.flow !== true)

/** After the last entry of a map: a line of its own, or behind a comma. */
function insertions(text: string, map: YAMLMap<Scalar, Node | null>, key: string, value: unknown): string[] {
  const last = map.items.at(-1)
  const first = map.items[0]
  if (last === undefined || first === undefined) return []
  const end = endOf(last)
  const start = first.key.range?.[0]
  if (end === undefined || start === undefined) return []
  const name = stringify(key).trimEnd()
  if (map.flow === true) return writings(value).map((one) => `${text.slice(0, end)}, ${name}: ${one}${text.slice(end)}`)
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1))
  const line = lineEnd(text, end)
  return writings(value).map((one) => `${text.slice(0, line)}\n${indent}${name}: ${one}${text.slice(line)}`)
}

const endOf = ({ key, value }: Pair<Scalar, Node | null>): number | undefined => value?.range?.[1] ?? key.range?.[1]

/** End of the line on which a place lies; a place after a line break belongs to the line before. */
function lineEnd(text: string, place: number): number {
  let at = place
  while (at > 0 && text[at - 1] === '\n') at--
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The lines of an entry of a block map or sequence, or an entry of a flow map with its comma. */
function removals(text: string, document: Document.Parsed, path: PlanChange['path']): string[] {
  const parent = path.length === 1 ? document.contents : (document.getIn(path.slice(0, -1), true) as Node | undefined)
  const item = itemAt(parent, path.at(-1))
  if (item === undefined || !isCollection(parent)) return []
  if (parent.flow === true) {
    const around = [...text.slice(0, item.to).matchAll(/,\s*/g)].at(-1)
    const comma = around !== undefined && around.index >= (parent.range?.[0] ?? 0) && around.index < item.from ? around.index : item.from
    const after = /^\s*,\s*/.exec(text.slice(item.to))?.[0].length ?? 0
    return [text.slice(0, comma) + text.slice(item.to), text.slice(0, item.from) + text.slice(item.to + after)]
  }
  const from = text.lastIndexOf('\n', item.from - 1) + 1
  const to = lineEnd(text, item.to)
  return /^[\s-]*$/.test(text.slice(from, item.from)) ? [text.slice(0, from) + text.slice(Math.min(text.length, to + 1))] : []
}

function itemAt(parent: Node | null | undefined, key: string | number | undefined): { from: number; to: number } | undefined {
  if (!isCollection(parent)) return undefined
  const item: unknown = parent.items.find((one, at) =>
    isPair(one) ? isScalar(one.key) && String(one.key.value) === String(key) : at === key
  )
  const [first, last] = isPair(item)
    ? [item.key as Node, (item.value ?? item.key) as Node]
    : [item as Node | undefined, item as Node | undefined]
  const [from, to] = [first?.range?.[0], last?.range?.[1]]
  return from === undefined || to === undefined ? undefined : { from, to }
}

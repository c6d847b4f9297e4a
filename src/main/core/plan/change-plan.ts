import { isMap, isSeq, parseDocument, type Document } from 'yaml'
import { AssayError } from '../../../shared/model/errors'
import { spliced, type PlanChange } from './splice-plan'

export type { PlanChange } from './splice-plan'

/**
 * The plan's text with these changes. Where the change fits a few characters of the source only those are replaced, so that comments, order and style of
 * everything else stay byte for byte; else the source is written anew from its nodes, comments included.
 */
export function changePlan(text: string, changes: readonly PlanChange[]): string {
  refuseBroken(parse(text))
  return changes.reduce(changed, text)
}

const OPTIONS = { strict: true, uniqueKeys: true, version: '1.2', merge: false, keepSourceTokens: true } as const

const parse = (text: string): Document.Parsed => parseDocument(text, OPTIONS)

function refuseBroken({ errors: [broken] }: Document.Parsed): void {
  if (broken)
    throw new AssayError('plan/not-yaml', {
      file: 'plan.yaml',
      line: broken.linePos?.[0].line ?? 1,
      what: broken.message.split('\n')[0] ?? ''
    })
}

function changed(text: string, change: PlanChange): string {
  const wanted = parse(text)
  const meaning = reachable(change.path, () => {
    apply(wanted, change)
    return meaningOf(wanted)
  })
  const kept = spliced(text, parse(text), change).find((candidate) => {
    const document = parse(candidate)
    return document.errors.length === 0 && meaningOf(document) === meaning
  })
  return kept ?? wanted.toString({ lineWidth: 0 })
}

function apply(document: Document.Parsed, { path, value }: PlanChange): void {
  if (value !== undefined) {
    refuseGaps(document, path)
    document.setIn(path, document.createNode(value))
  } else if (document.hasIn(path)) document.deleteIn(path)
}

/** A place in a list is one that is there, or the next: the library would fill all places before it. */
function refuseGaps(document: Document.Parsed, path: PlanChange['path']): void {
  path.forEach((key, at) => {
    const list = document.getIn(path.slice(0, at), true)
    const isPlace = isSeq(list) || (typeof key === 'number' && !isMap(list))
    if (isPlace && Number(key) > (isSeq(list) ? list.items.length : 0)) throw new RangeError(`no place ${key}`)
  })
}

/** The library throws plain errors where a path leads into a plain value, beside a list's places or through an alias. */
function reachable<T>(path: PlanChange['path'], work: () => T): T {
  try {
    return work()
  } catch {
    const at = path.join('.') || 'the plan'
    throw new AssayError('plan/invalid', {
      file: 'plan.yaml',
      line: 1,
      at,
      what: 'cannot be changed here: the text holds no map or list for it'
    })
  }
}

const meaningOf = (document: Document): string => JSON.stringify(document.toJS({ maxAliasCount: 0 }))

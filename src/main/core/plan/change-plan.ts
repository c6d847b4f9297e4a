import { isScalar, parseDocument, type Document } from 'yaml'
import { AssayError } from '../../../shared/model/errors'

/** One change of a plan: the value at a path; `undefined` removes what is there. */
export type PlanChange = { path: readonly (string | number)[]; value?: unknown }

/** The plan's text with these changes; comments, order, and the style of everything else stay as they are. */
export function changePlan(text: string, changes: readonly PlanChange[]): string {
  const document = parseDocument(text, { strict: true, uniqueKeys: true, version: '1.2', merge: false, keepSourceTokens: true })
  const broken = document.errors[0]
  if (broken)
    throw new AssayError('plan/not-yaml', {
      file: 'plan.yaml',
      line: broken.linePos?.[0].line ?? 1,
      what: broken.message.split('\n')[0] ?? ''
    })
  for (const change of changes) apply(document, change)
  return document.toString({ lineWidth: 0 })
}

function apply(document: Document, { path, value }: PlanChange): void {
  const there: unknown = document.getIn(path, true)
  if (value === undefined) document.deleteIn(path)
  else if (isScalar(there) && (value === null || typeof value !== 'object')) there.value = value
  else document.setIn(path, document.createNode(value))
}

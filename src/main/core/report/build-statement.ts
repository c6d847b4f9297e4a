import type { Plan } from '../../../shared/model/plan'
import type { Report, ReportStatement } from '../../../shared/model/report'
import { REPORT_TYPE, STATEMENT_TYPE, type Subject } from '../../../shared/model/statement'
import { sha256Hex } from '../evidence/digest'

export type StatementParts = Omit<Report, 'schema' | 'plan'> & { plan: Plan; planBytes: Uint8Array }

/** The report in its in-toto frame. Subjects: plan, input files, models as files or by the digest that the plan states; sorted by name, then digest. */
export function buildStatement({ plan, planBytes, ...rest }: StatementParts): ReportStatement {
  const sha256 = sha256Hex(planBytes)
  return {
    _type: STATEMENT_TYPE,
    subject: subjects(plan, sha256, rest),
    predicateType: REPORT_TYPE,
    predicate: {
      schema: 1,
      ...rest,
      plan: { sha256, text: new TextDecoder().decode(planBytes), effective: plan, deviations: deviations(plan) }
    }
  }
}

function subjects(plan: Plan, planDigest: string, { data, models }: Pick<Report, 'data' | 'models'>): Subject[] {
  const named = new Map<string, Subject>()
  const add = (name: string, sha256: string): unknown => named.set(`${name}\n${sha256}`, { name, digest: { sha256 } })
  add('plan', planDigest)
  for (const { part, files } of data) for (const file of files) add(`${part}/${file.name}`, file.sha256)
  for (const model of models) add(`model/${model.name}`, model.sha256)
  if (plan.subject.digest !== undefined) add(`model/${plan.subject.model}`, plan.subject.digest)
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject)
}

/** What departs from the product's defaults and is printed (STATISTICS §4). */
function deviations(plan: Plan): string[] {
  return plan.seed === undefined ? [] : ['The seed was set by hand.']
}

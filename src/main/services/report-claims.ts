import { isAssayError } from '../../shared/model/errors'
import { sha256Hex } from '../core/evidence/digest'
import { openReport, statementOf } from './open-report'
import type { Ports } from './ports'

export type ReportClaims = { title: string; model: string; at: string; digest: string; build: string }

/** What a report says it is about, whatever its verification says; null where it cannot be read. */
export async function reportClaims(ports: Ports, path: string): Promise<ReportClaims | null> {
  try {
    const found = await openReport(ports, path)
    const { plan, at, made } = statementOf(found).predicate
    return {
      title: plan.effective.title,
      model: plan.effective.subject.model,
      at,
      digest: sha256Hex(found.content.report),
      build: made.build
    }
  } catch (error) {
    if (isAssayError(error)) return null
    throw error
  }
}

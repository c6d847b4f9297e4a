import type { Finding, Verdict } from '../../../shared/model/finding'
import { adjust } from './adjust'
import { criterionFindings } from './criterion-findings'
import { dataFindings } from './data-findings'
import type { DecideInput } from './decide-input'
import { numbered } from './draft'
import { judgeAll } from './verdicts'

export type Decision = { verdicts: Verdict[]; findings: Finding[] }

/**
 * Verdicts of the plan's criteria on the estimates, in the plan's order and then by measure id, and the findings they and the data give rise
 * to. Depends on its input alone: the order of the estimates does not matter.
 */
export function decide(input: DecideInput): Decision {
  const judged = judgeAll(input)
  const drafts = [...judged.flatMap(criterionFindings), ...dataFindings(input, judged), ...(input.found ?? [])]
  return { verdicts: adjust(judged.flatMap(({ verdicts }) => verdicts)), findings: numbered(drafts, input.plan) }
}

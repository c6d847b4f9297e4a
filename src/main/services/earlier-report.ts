import type { EarlierReport } from '../../shared/model/earlier'
import { AssayError } from '../../shared/model/errors'
import type { Plan } from '../../shared/model/plan'
import { sha256Hex } from '../core/evidence/digest'
import { chainFault, openSignOff, orderFault } from '../core/evidence/sign-off'
import { earlierFrom } from '../core/report/earlier-facts'
import type { ReportContent } from '../ports/executor'
import { openReport, statementOf } from './open-report'
import type { Ports } from './ports'
import { envelopeName } from './print-report'

/**
 * The report that the plan names as the earlier one; its sign-offs hold, whoever made them. `folder`: what a relative path starts from.
 * Throws `plan/earlier-unusable`, `plan/unknown-finding`, `plan/needs`.
 */
export async function readEarlierReport(ports: Ports, plan: Plan, folder: string): Promise<EarlierReport | null> {
  const earlier = plan.earlier ? await opened(ports, plan.earlier.report, folder) : null
  refuseUnknownFindings(plan, earlier)
  return earlier
}

async function opened(ports: Ports, file: string, folder: string): Promise<EarlierReport> {
  try {
    const [only, another] = await ports.files.expandInputs([file], folder)
    if (only === undefined || another !== undefined) throw new AssayError('report/missing', { file })
    const found = await openReport(ports, only.path)
    const { predicate } = statementOf(found)
    return earlierFrom(predicate, sha256Hex(found.content.report), signersOf(found.content))
  } catch (error) {
    if (!(error instanceof AssayError)) throw error
    throw new AssayError('plan/earlier-unusable', { file, what: error.message })
  }
}

/** Who signed the very bytes; throws where a signature, the order or the chain does not hold. */
function signersOf({ report, envelopes }: ReportContent): EarlierReport['signers'] {
  const signOffs = envelopes.map((bytes, index) => openSignOff(bytes, envelopeName(index)))
  if (signOffs.length === 0) return []
  const fault =
    orderFault(
      signOffs.map(({ statement }) => statement),
      sha256Hex(report)
    ) ?? chainFault(signOffs)
  if (fault) throw new AssayError('evidence/container-altered', { what: 'it', reason: fault.reason })
  return signOffs.map(({ statement: { predicate } }) => ({ role: predicate.role, key: predicate.keyId }))
}

function refuseUnknownFindings(plan: Plan, earlier: EarlierReport | null): void {
  const [first] = Object.keys(plan.prior_findings)
  if (first === undefined) return
  if (earlier === null) throw new AssayError('plan/needs', { what: 'earlier.report', because: 'for prior_findings' })
  const known = earlier.findings.map(({ id }) => id)
  const unknown = Object.keys(plan.prior_findings).find((id) => !known.includes(id))
  if (unknown !== undefined) throw new AssayError('plan/unknown-finding', { id: unknown, known: known.join(', ') || 'none' })
}

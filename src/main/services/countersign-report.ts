import { sha256Hex } from '../core/evidence/digest'
import type { Signer } from '../ports/keys'
import { openReport } from './open-report'
import type { Ports } from './ports'
import { printReport } from './print-report'
import { writeReportFolder } from './report-folder'
import { signReport, type SignOffChoice } from './sign-report'

export type CountersignOrder = {
  report: string
  /** Where the signed report goes: a folder that gets one folder a report. */
  out: string
  sign?: { signer: Signer; choice: SignOffChoice }
}
export type CountersignOutcome = { folder: string; pdf: string; digest: string; statement: string | null }

/** Adds a reviewer's or approver's statement to a report and prints it again; without a signer only prints it again. */
export async function countersignReport(ports: Ports, order: CountersignOrder): Promise<CountersignOutcome> {
  const { content } = await openReport(ports, order.report)
  if (!order.sign)
    return {
      ...(await writeReportFolder(ports, ports.files.absolute(order.out), content, await printReport(ports, content))),
      statement: null
    }
  const { signer, choice } = order.sign
  const signed = await signReport(ports, content, choice, signer)
  const written = await writeReportFolder(ports, ports.files.absolute(order.out), signed.content, signed.pdf)
  return { ...written, statement: sha256Hex(signed.statement) }
}

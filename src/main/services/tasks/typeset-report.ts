import { canonicalJson } from '../../core/evidence/canonical-json'
import { openSignOff } from '../../core/evidence/sign-off'
import { reportDocument } from '../../core/report/document'
import type { ReportContent } from '../../ports/executor'
import { attachments, envelopeName, readStatement } from '../print-report'
import type { WorkPorts } from './work-ports'

export async function typesetReport(ports: Pick<WorkPorts, 'typesetter'>, content: ReportContent): Promise<Uint8Array> {
  const statement = readStatement(content.report)
  const signOffs = content.envelopes.map((bytes, index) => openSignOff(bytes, envelopeName(index)).statement.predicate)
  const typesetter = await ports.typesetter()
  return typesetter.render({
    template: 'report',
    data: canonicalJson(reportDocument(statement, signOffs)),
    attachments: attachments(content),
    date: signOffs.at(-1)?.claimedTime ?? statement.predicate.at
  })
}

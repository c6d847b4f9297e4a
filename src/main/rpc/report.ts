import { AssayError } from '../../shared/model/errors'
import { openProjectReport, openRun, reportFileOf, reportPdf, reportTable } from '../services/open-result'
import type { Session } from '../services/session/session'
import { os } from './implement'

export const report = ({ ports, projects, checked }: Session) =>
  os.report.router({
    open: os.report.open.handler(({ input }) => openProjectReport(ports, input.folder, input.report, checked)),
    ofRun: os.report.ofRun.handler(({ input }) => openRun(ports, input.folder, input.run)),
    pdf: os.report.pdf.handler(({ input }) => reportPdf(ports, input.folder, input.report)),
    table: os.report.table.handler(({ input }) => reportTable(ports, input.folder, input.report, input.name)),
    sign: os.report.sign.handler(async ({ input }) => {
      const [{ countersignReport }, { signerOf }] = await Promise.all([
        import('../services/countersign-report'),
        import('../services/signer-of')
      ])
      const file = await reportFileOf(ports, input.folder, input.report)
      const sign = await signerOf(ports, input.sign)
      return projects.using(input.folder, async (project) => {
        const { pdf, digest, statement } = await countersignReport(ports, { report: file, out: project.reportsFolder, sign })
        if (statement === null) throw new AssayError('internal/unexpected', { what: 'a report was printed without its signature' })
        await project.append({ type: 'report-signed', body: { report: digest, statement, role: sign.choice.role, key: sign.signer.keyId } })
        return { pdf, statement }
      })
    })
  })

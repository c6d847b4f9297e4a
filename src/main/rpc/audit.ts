import { runAudit } from '../services/run-audit'
import { refuseNoProject, type Session } from '../services/session/session'
import { signerOf } from '../services/signer-of'
import { os } from './implement'
import { runJob } from './run-job'

export const audit = (session: Session) => {
  const { ports, projects } = session
  return os.audit.router({
    run: os.audit.run.handler(async ({ input, signal }) => {
      const { folder, plan } = input
      await refuseNoProject(ports, folder)
      const sign = input.sign ? await signerOf(ports, input.sign) : undefined
      const order = { plan, ...(sign ? { sign } : {}) }
      return runJob(
        session,
        {
          kind: 'audit',
          name: 'The audit',
          folder: ports.files.absolute(folder),
          work: (job) =>
            projects.using(folder, async (project) => {
              const { run, statement, cover, report, signed } = await runAudit(ports, project, order, job)
              const { measures, findings } = statement.predicate
              const { digest, pdf } = report
              return { run, report: digest, pdf, verdict: cover.verdict, measures: measures.length, findings: findings.length, signed }
            })
        },
        signal
      )
    })
  })
}

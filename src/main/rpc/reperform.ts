import { reperformReport } from '../services/reperform-report'
import type { Session } from '../services/session/session'
import { os } from './implement'
import { runJob } from './run-job'

const SHOWN = 1000

export const reperform = (session: Session) =>
  os.reperform.router({
    run: os.reperform.run.handler(({ input, signal }) =>
      runJob(
        session,
        {
          kind: 'reperformance',
          name: 'The re-performance',
          folder: null,
          work: async (job) => {
            const { code, measures, sameBuild, differences } = await reperformReport(session.ports, input, job)
            return { code, measures, sameBuild, differences: differences.slice(0, SHOWN), differ: differences.length }
          }
        },
        signal
      )
    )
  })

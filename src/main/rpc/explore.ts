import { createExplorations } from '../services/explore-fairness'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'
import { runJob } from './run-job'

export const explore = (session: Session) => {
  const { ports, projects } = session
  const explorations = createExplorations(ports, session.checked)
  return os.explore.router({
    open: os.explore.open.handler(async ({ input, signal }) => {
      const { folder, report } = input
      await refuseNoProject(ports, folder)
      return runJob(
        session,
        {
          kind: 'explore',
          name: 'Opening the data',
          folder: ports.files.absolute(folder),
          work: (job) => projects.using(folder, (project) => explorations.open(project, report, job))
        },
        signal
      )
    }),
    answer: os.explore.answer.handler(({ input }) => explorations.answer(input.exploration, input.question)),
    lines: os.explore.lines.handler(({ input }) => explorations.lines(input.exploration, input.question)),
    scores: os.explore.scores.handler(({ input }) => explorations.scores(input.exploration, input.over))
  })
}

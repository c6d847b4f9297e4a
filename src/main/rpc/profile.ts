import { profileColumns } from '../services/profile-columns'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'
import { runJob } from './run-job'

export const profile = (session: Session) => {
  const { ports, projects } = session
  return os.profile.router({
    columns: os.profile.columns.handler(async ({ input, signal }) => {
      const { folder, dataset } = input
      await refuseNoProject(ports, folder)
      return runJob(
        session,
        {
          kind: 'profile',
          name: 'Profiles of the columns',
          folder: ports.files.absolute(folder),
          work: (job) => projects.using(folder, (project) => profileColumns(ports, project, dataset, job))
        },
        signal
      )
    })
  })
}

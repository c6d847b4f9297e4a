import { AssayError } from '../../shared/model/errors'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'
import type { Places } from './places'
import { runJob } from './run-job'

export const projects = (session: Session, places: Places) => {
  const { ports, config, projects: open } = session
  const { files } = ports
  let pages = 0
  return os.projects.router({
    first: os.projects.first.handler(() => ({ folder: places.first })),
    recent: os.projects.recent.handler(() => config.recent()),
    suggest: os.projects.suggest.handler(async ({ input }) => {
      const name = input.name.replace(/[^\p{L}\p{N}._ -]+/gu, ' ').trim() || 'Audit'
      for (let n = 1; ; n++) {
        const folder = files.join(places.projects, n === 1 ? name : `${name} ${n}`)
        if (!(await files.exists(folder))) return { folder }
      }
    }),
    create: os.projects.create.handler(async ({ input }) =>
      open.using(input.folder, async ({ folder }) => {
        await config.remember(folder)
        return { folder }
      })
    ),
    open: os.projects.open.handler(async function* ({ input, signal }) {
      if (pages >= places.mostPages) throw new AssayError('host/too-many-pages', { most: places.mostPages })
      pages += 1
      try {
        yield* session.watch(input.folder, signal)
      } finally {
        pages -= 1
      }
    }),
    state: os.projects.state.handler(async ({ input }) => {
      await refuseNoProject(ports, input.folder)
      return open.using(input.folder, (project) => session.state(project))
    }),
    sample: os.projects.sample.handler(({ signal }) => {
      const folder = places.sample
      return runJob(
        session,
        {
          kind: 'sample',
          name: 'The sample',
          folder,
          work: (job) =>
            open.using(folder, async (project) => {
              const { makeSampleProject } = await import('../services/make-sample-project')
              await makeSampleProject(ports, project, places.sampleTemplates, job)
              await config.remember(project.folder)
              return { folder: project.folder }
            })
        },
        signal
      )
    }),
    forget: os.projects.forget.handler(async ({ input }) => {
      await config.forget(files.absolute(input.folder))
      return {}
    }),
    usePlan: os.projects.usePlan.handler(async ({ input }) => {
      await refuseNoProject(ports, input.folder)
      await config.remember(files.absolute(input.folder), input.plan)
      open.touch(input.folder)
      return {}
    })
  })
}

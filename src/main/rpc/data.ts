import { manifestOfDataset } from '../services/datasets'
import { importDataset } from '../services/import-dataset'
import { previewImport } from '../services/preview-import'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'
import { runJob } from './run-job'

export const data = (session: Session) => {
  const { ports, projects } = session
  return os.data.router({
    preview: os.data.preview.handler(({ input, signal }) =>
      previewImport(ports, input.files, input.reading, signal ?? new AbortController().signal)
    ),
    import: os.data.import.handler(async ({ input, signal }) => {
      const { folder, ...order } = input
      await refuseNoProject(ports, folder)
      return runJob(
        session,
        {
          kind: 'import',
          name: 'The import',
          folder: ports.files.absolute(folder),
          work: (job) =>
            projects.using(folder, async (project) => {
              const { manifest, found } = await importDataset(ports, project, order, project.folder, job)
              return { manifest, links: found.flatMap(({ link, path }) => (link === null ? [] : [{ link, path }])) }
            })
        },
        signal
      )
    }),
    manifest: os.data.manifest.handler(async ({ input }) => {
      await refuseNoProject(ports, input.folder)
      return projects.using(input.folder, (project) => manifestOfDataset(ports, project, input.dataset, session.manifests))
    })
  })
}

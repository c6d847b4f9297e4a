import { manifestOfDataset } from '../services/datasets'
import { importDataset } from '../services/import-dataset'
import { keepUploads } from '../services/keep-uploads'
import { previewImport } from '../services/preview-import'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'
import type { Places } from './places'
import { runJob } from './run-job'

export const data = (session: Session, { staging }: Places) => {
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
              const files = await keepUploads(ports, project.folder, order.files, staging)
              const { manifest, found } = await importDataset(ports, project, { ...order, files }, project.folder, job)
              return { manifest, files, links: found.flatMap(({ link, path }) => (link === null ? [] : [{ link, path }])) }
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

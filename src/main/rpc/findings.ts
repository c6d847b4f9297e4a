import { annotateFinding, annotationsOf, undoAnnotation } from '../services/annotate-finding'
import { reportFolderOf } from '../services/open-result'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'

export const findings = ({ ports, projects }: Session) =>
  os.findings.router({
    annotations: os.findings.annotations.handler(async ({ input }) => {
      await refuseNoProject(ports, input.folder)
      return projects.using(input.folder, (project) => Promise.resolve(annotationsOf(project)))
    }),
    annotate: os.findings.annotate.handler(async ({ input }) => {
      const { folder, ...order } = input
      await reportFolderOf(ports, folder, order.report)
      return projects.using(folder, (project) => annotateFinding(project, order))
    }),
    undo: os.findings.undo.handler(async ({ input }) => {
      await refuseNoProject(ports, input.folder)
      await projects.using(input.folder, (project) => undoAnnotation(project, input.seq))
      return {}
    })
  })

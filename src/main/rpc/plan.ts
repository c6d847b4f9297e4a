import { checkPlanText, draftPlan, editPlanText, readPlanText, writePlanText } from '../services/edit-plan'
import type { Project } from '../services/project'
import { refuseNoProject, type Session } from '../services/session/session'
import { os } from './implement'

export const plan = ({ ports, projects, manifests }: Session) => {
  const inProject = async <T>(folder: string, work: (project: Project) => Promise<T>): Promise<T> => {
    await refuseNoProject(ports, folder)
    return projects.using(folder, work)
  }
  return os.plan.router({
    read: os.plan.read.handler(({ input }) => inProject(input.folder, (project) => readPlanText(ports, project, input.plan, manifests))),
    check: os.plan.check.handler(({ input }) => inProject(input.folder, (project) => checkPlanText(ports, project, input.text, manifests))),
    edit: os.plan.edit.handler(({ input }) => ({ text: editPlanText(input.text, input.edits) })),
    write: os.plan.write.handler(async ({ input }) => {
      const written = await inProject(input.folder, () => writePlanText(ports, input.plan, input.text, input.replaces))
      projects.touch(input.folder)
      return written
    }),
    draft: os.plan.draft.handler(({ input }) => inProject(input.folder, (project) => draftPlan(ports, project, input, manifests)))
  })
}

import type { Job } from './job'
import { makeSampleFiles } from './make-sample-files'
import type { Ports } from './ports'
import type { Project } from './project'
import { runAudit } from './run-audit'

/** The sample's files, its plan, and an audit of them, in a project; what is there already is left as it is. */
export async function makeSampleProject(ports: Ports, project: Project, templates: string, job: Job): Promise<void> {
  const plan = ports.files.join(project.folder, 'plan.yaml')
  if (!(await ports.files.exists(plan))) await makeSampleFiles(ports, project.folder, templates)
  const audited = project.events().some(({ type }) => type === 'report-written')
  if (!audited) await runAudit(ports, project, { plan }, job)
}

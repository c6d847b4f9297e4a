import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { projectState, recentProject } from '../model/project-state'
import { inProject, jobEvents, path, procedure } from './procedure'

export const projects = {
  /** The project that the host was started for, to be opened first; null: none. */
  first: procedure.output(z.object({ folder: z.string().nullable() })),
  recent: procedure.output(z.array(recentProject)),
  /** A folder for a new project, beside the others of this user; nothing is made. */
  suggest: procedure.input(z.strictObject({ name: z.string().min(1).max(100) })).output(z.object({ folder: z.string() })),
  /** Makes a project, or checks that there is one that can be opened. */
  create: procedure.input(inProject).output(z.object({ folder: z.string() })),
  /**
   * Holds the project open while the stream is read: its state now, then again after every change, whoever made it. Other processes are
   * refused; other windows of this engine are welcome.
   */
  open: procedure.input(inProject).output(eventIterator(projectState)),
  /** The state once, without holding the project. */
  state: procedure.input(inProject).output(projectState),
  /** The sample project, audited; made where there is none yet. */
  sample: procedure.output(jobEvents(z.object({ folder: z.string() }))),
  forget: procedure.input(inProject).output(z.object({})),
  /** Which plan the window works on, where it is not plan.yaml in the project's folder. */
  usePlan: procedure.input(inProject.extend({ plan: path })).output(z.object({}))
}

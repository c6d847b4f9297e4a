import { slices as slicesSchema, type SlicesPlan } from '../../shared/model/assessments/slices'
import { AssayError } from '../../shared/model/errors'
import type { Plan } from '../../shared/model/plan'
import { checkPlan } from '../core/plan/check-plan'
import type { SearchedSlices } from '../ports/executor'
import { importDataset } from './import-dataset'
import type { Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'
import { readPlan } from './read-plan'
import { rememberExploring } from './remember-exploring'

/** `asked`: what takes the place of the plan's own words. */
export type SlicesOrder = { plan: string; asked: Partial<Pick<SlicesPlan, 'metric' | 'worst' | 'columns' | 'depth' | 'carried'>> }

export type SlicesOutcome = SearchedSlices & { plan: Plan; dataset: string; depth: number }

/**
 * The slices that an audit of the plan would carry to its test half, with the figures of the half in which they were searched. The other half stays unseen, so
 * that an audit can still test them; the ledger remembers that the data were looked at.
 */
export async function exploreSlices(ports: Ports, project: Project, order: SlicesOrder, job: Job): Promise<SlicesOutcome> {
  const read = await readPlan(ports, order.plan)
  const slices = slicesSchema.parse({ ...read.plan.assessments.slices, ...order.asked })
  const plan: Plan = { ...read.plan, assessments: { ...read.plan.assessments, slices } }
  const input = plan.inputs.find(({ part }) => part === slices.part)
  if (input === undefined)
    throw new AssayError('plan/unknown-part', {
      part: slices.part,
      where: 'assessments.slices',
      known: plan.inputs.map(({ part }) => part).join(', ')
    })
  const { manifest } = await importDataset(ports, project, input, read.folder, job)
  checkPlan({ ...plan, criteria: [], assessments: { slices } }, new Map([[slices.part, manifest]]))
  await rememberExploring(project, manifest.id)
  const found = await ports.executors.run('slices', { plan, part: slices.part, dataFolder: project.dataFolder, dataset: manifest.id }, job)
  return { ...found, plan, dataset: manifest.id, depth: slices.depth }
}

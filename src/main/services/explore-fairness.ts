import { AssayError } from '../../shared/model/errors'
import type {
  ExploreAnswer,
  ExploreLineQuestion,
  ExploreLines,
  ExploreOverview,
  ExploreQuestion,
  ExploreScores
} from '../../shared/model/explore'
import type { Plan, PlanInput } from '../../shared/model/plan'
import { utf8 } from '../core/evidence/bytes'
import { sha256Hex } from '../core/evidence/digest'
import { explorablePlan } from '../core/fairness/explore/explorer'
import type { Executor, ExploreOrder, OrderOf, ResultOf } from '../ports/executor'
import { importDataset } from './import-dataset'
import type { Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'
import { readPlan } from './read-plan'
import { rememberExploring } from './remember-exploring'
import { seedOf } from './seed'

/** Thresholds and groups of the plan's fairness part, as often as one likes without reading the rows again. */
export type Explorations = {
  /** Reads the rows once; the id stands for this plan on these data. The ledger remembers that the data were looked at. */
  open: (project: Project, plan: string, job: Job) => Promise<{ exploration: string; overview: ExploreOverview }>
  /** Throws `project/exploration-closed` where the id is not held any more. */
  answer: (exploration: string, question: ExploreQuestion) => Promise<ExploreAnswer>
  lines: (exploration: string, question: ExploreLineQuestion) => Promise<ExploreLines>
  scores: (exploration: string, over: readonly string[]) => Promise<ExploreScores>
}

type Held = { overview: ExploreOverview; executor: Executor }

/** Each holds the rows' scores in memory. */
const MOST = 2

export function createExplorations(ports: Ports): Explorations {
  const held = new Map<string, Held>()
  const drop = (id: string): void => {
    held.get(id)?.executor.close()
    held.delete(id)
  }
  const hold = (id: string, opened: Held): void => {
    drop(id)
    held.set(id, opened)
    for (const oldest of held.keys()) if (held.size > MOST) drop(oldest)
  }
  const ask = async <T extends 'answer' | 'lines' | 'scores'>(id: string, task: T, order: OrderOf<T>): Promise<ResultOf<T>> => {
    const found = held.get(id)
    if (found === undefined) throw new AssayError('project/exploration-closed', undefined)
    return found.executor.run(task, order, { name: 'The question', signal: new AbortController().signal, progress: () => undefined })
  }
  return {
    async open(project, path, job) {
      const { plan, sha256, folder } = await readPlan(ports, path)
      const input = exploredInput(plan)
      const { manifest } = await importDataset(ports, project, input, folder, job)
      const id = sha256Hex(utf8(`${project.folder}\n${sha256}\n${manifest.id}`))
      const known = held.get(id)
      if (known !== undefined) return { exploration: id, overview: known.overview }
      await rememberExploring(project, manifest.id)
      const seed = seedOf(plan, datasetsOf(project, sha256, manifest.id))
      const opened = await openRows(ports, { plan, part: input.part, dataFolder: project.dataFolder, dataset: manifest.id, seed }, job)
      hold(id, opened)
      return { exploration: id, overview: opened.overview }
    },
    answer: (id, question) => ask(id, 'answer', question),
    lines: (id, question) => ask(id, 'lines', question),
    scores: (id, over) => ask(id, 'scores', over)
  }
}

async function openRows(ports: Ports, order: ExploreOrder, job: Job): Promise<Held> {
  const executor = ports.executors.open()
  try {
    return { overview: await executor.run('explore', order, job), executor }
  } catch (error) {
    executor.close()
    throw error
  }
}

function exploredInput(plan: Plan): PlanInput {
  const { fairness } = plan.assessments
  if (!fairness) throw new AssayError('plan/needs', { what: 'the section assessments.fairness', because: 'to know which part is explored' })
  const input = plan.inputs.find(({ part }) => part === fairness.part)
  if (input === undefined)
    throw new AssayError('plan/unknown-part', {
      part: fairness.part,
      where: 'assessments.fairness',
      known: plan.inputs.map(({ part }) => part).join(', ')
    })
  if (explorablePlan(plan).groups.attributes?.length === 0)
    throw new AssayError('plan/needs', { what: 'a column with the role protected', because: 'to compare groups' })
  return input
}

/** The datasets of an audit by this plan, where there was one: its draws are seeded by all of them. */
const datasetsOf = (project: Project, plan: string, dataset: string): string[] =>
  project
    .events()
    .flatMap((line) =>
      line.type === 'run-started' && line.body.plan === plan && line.body.datasets.includes(dataset) ? [line.body.datasets] : []
    )
    .at(-1) ?? [dataset]

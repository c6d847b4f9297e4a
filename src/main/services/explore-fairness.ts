import type { DatasetManifest } from '../../shared/model/dataset'
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
import { neededColumns } from '../core/fairness/assess-fairness'
import { crossingsOf, explorablePlan, explorerOf, type Explorer } from '../core/fairness/explore/explorer'
import { checkpoint } from './assessments/assess'
import { importDataset } from './import-dataset'
import { throwIfCancelled, type Job } from './job'
import { loadColumns } from './load-columns'
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
  answer: (exploration: string, question: ExploreQuestion) => ExploreAnswer
  lines: (exploration: string, question: ExploreLineQuestion) => ExploreLines
  scores: (exploration: string, over: readonly string[]) => ExploreScores
}

/** Each holds the rows' scores in memory. */
const MOST = 2

export function createExplorations(ports: Ports): Explorations {
  const held = new Map<string, Explorer>()
  const hold = (id: string, explorer: Explorer): void => {
    held.delete(id)
    held.set(id, explorer)
    for (const oldest of held.keys()) if (held.size > MOST) held.delete(oldest)
  }
  const explorer = (id: string): Explorer => {
    const found = held.get(id)
    if (found === undefined) throw new AssayError('project/exploration-closed', undefined)
    return found
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
      const opened = await readRows(
        ports,
        project,
        { plan, part: input.part, manifest, seed: seedOf(plan, datasetsOf(project, sha256, manifest.id)) },
        job
      )
      hold(id, opened)
      return { exploration: id, overview: opened.overview }
    },
    answer: (id, question) => explorer(id).answer(question),
    lines: (id, question) => explorer(id).lines(question),
    scores: (id, over) => explorer(id).scores(over)
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

type Explored = { plan: Plan; part: string; manifest: DatasetManifest; seed: string }

async function readRows(ports: Ports, project: Project, { plan, part, manifest, seed }: Explored, job: Job): Promise<Explorer> {
  const explorable = explorablePlan(plan)
  const store = await ports.openStore(project.dataFolder)
  try {
    const dataset = await store.open(ports.files.join(project.dataFolder, `${manifest.id}.duckdb`))
    const columns = await loadColumns(dataset, neededColumns(explorable, part), job)
    throwIfCancelled(job)
    const explorer = explorerOf({
      plan: explorable,
      seed,
      part,
      dataset: manifest.id,
      inputs: manifest.files.map((file) => file.sha256),
      rows: manifest.rows,
      columns,
      requests: [],
      kernels: ports.kernels,
      checkpoint: checkpoint(job, 'Sorting scores')
    })
    return { ...explorer, overview: { ...explorer.overview, crossings: crossingsOf(plan) } }
  } finally {
    await store.close()
  }
}

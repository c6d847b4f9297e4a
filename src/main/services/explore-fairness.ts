import { AssayError } from '../../shared/model/errors'
import type {
  ExploreAnswer,
  ExploreLineQuestion,
  ExploreLines,
  ExploreOverview,
  ExploreQuestion,
  ExploreScores
} from '../../shared/model/explore'
import type { Plan } from '../../shared/model/plan'
import type { PartData, ReportStatement } from '../../shared/model/report'
import { utf8 } from '../core/evidence/bytes'
import { sha256Hex } from '../core/evidence/digest'
import { explorablePlan } from '../core/fairness/explore/explorer'
import type { Executor, ExploreOrder, OrderOf, ResultOf } from '../ports/executor'
import type { Job } from './job'
import type { CheckedReports } from './checked-reports'
import { openProjectReport } from './open-result'
import type { Ports } from './ports'
import type { Project } from './project'
import { rememberExploring } from './remember-exploring'

/** Thresholds and groups of the fairness part of a report, as often as one likes without reading the rows again. */
export type Explorations = {
  /** Reads the rows behind a report once, by the plan that it holds. The ledger remembers that the data were looked at. */
  open: (project: Project, report: string, job: Job) => Promise<{ exploration: string; overview: ExploreOverview }>
  /** Throws `project/exploration-closed` where the id is not held any more. */
  answer: (exploration: string, question: ExploreQuestion) => Promise<ExploreAnswer>
  lines: (exploration: string, question: ExploreLineQuestion) => Promise<ExploreLines>
  scores: (exploration: string, over: readonly string[]) => Promise<ExploreScores>
}

type Held = { overview: ExploreOverview; executor: Executor }

/** Each holds the rows' scores in memory. */
const MOST = 2

export function createExplorations(ports: Ports, checked: CheckedReports): Explorations {
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
    async open(project, digest, job) {
      const { bytes } = await openProjectReport(ports, project.folder, digest, checked)
      const { plan, data, seed } = (JSON.parse(new TextDecoder().decode(bytes)) as ReportStatement).predicate
      const { part, dataset } = exploredPart(plan.effective, data)
      const id = sha256Hex(utf8(`${project.folder}\n${digest}`))
      const known = held.get(id)
      if (known !== undefined) return { exploration: id, overview: known.overview }
      if (!(await ports.files.exists(ports.files.join(project.dataFolder, `${dataset}.duckdb`))))
        throw new AssayError('project/no-dataset', { dataset })
      await rememberExploring(project, dataset)
      const opened = await openRows(ports, { plan: plan.effective, part, dataFolder: project.dataFolder, dataset, seed }, job)
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

function exploredPart(plan: Plan, data: readonly PartData[]): PartData {
  const { fairness } = plan.assessments
  if (!fairness) throw new AssayError('plan/needs', { what: 'the section assessments.fairness', because: 'to know which part is explored' })
  const found = data.find(({ part }) => part === fairness.part)
  if (found === undefined)
    throw new AssayError('plan/unknown-part', {
      part: fairness.part,
      where: 'assessments.fairness',
      known: data.map(({ part }) => part).join(', ')
    })
  if (explorablePlan(plan).groups.attributes?.length === 0)
    throw new AssayError('plan/needs', { what: 'a column with the role protected', because: 'to compare groups' })
  return found
}

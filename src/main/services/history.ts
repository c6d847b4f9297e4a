import type { History } from '../../shared/model/report'
import { utf8 } from '../core/evidence/bytes'
import { sha256Hex } from '../core/evidence/digest'
import type { Ports } from './ports'
import type { Project } from './project'

/** One digest for a set of input datasets, whatever their order. */
export const inputsDigest = (datasets: readonly string[]): string => sha256Hex(utf8([...datasets].sort().join('\n')))

type Entry = { run: string; outcome: string; plan: string }

/**
 * EVIDENCE §5: which run this is on these inputs by this key, counted over all projects of this computer where there is a key, else in
 * this project's ledger.
 */
export async function historyOf(
  ports: Ports,
  project: Project,
  datasets: readonly string[],
  plan: string,
  key: string | null
): Promise<History> {
  const runs = key === null ? runsOfProject(project, datasets) : await ports.runs.of(key, inputsDigest(datasets))
  const started = runs.filter(({ outcome }) => outcome === 'started')
  const plans = [...new Set([...started.map((run) => run.plan), plan])].sort()
  return { key, ...sealing(project, datasets, plan), run: started.length, of: started.length, abandoned: abandoned(runs), plans }
}

function runsOfProject(project: Project, datasets: readonly string[]): Entry[] {
  const wanted = inputsDigest(datasets)
  return project.events().flatMap((line): Entry[] => {
    if (line.type === 'run-started' && inputsDigest(line.body.datasets) === wanted)
      return [{ run: line.body.run, outcome: 'started', plan: line.body.plan }]
    return line.type === 'run-finished' ? [{ run: line.body.run, outcome: 'finished', plan: '' }] : []
  })
}

/** Runs that were started and never finished, the newest (which is this one) left out. */
function abandoned(runs: readonly Pick<Entry, 'run' | 'outcome'>[]): number {
  const finished = new Set(runs.filter(({ outcome }) => outcome === 'finished').map(({ run }) => run))
  const started = runs.filter(({ outcome }) => outcome === 'started')
  return started.slice(0, -1).filter(({ run }) => !finished.has(run)).length
}

function sealing(project: Project, datasets: readonly string[], plan: string): Pick<History, 'sealedAt' | 'exploredBeforeSealing'> {
  const events = project.events()
  const sealed = events.findIndex((line) => line.type === 'plan-sealed' && line.body.plan === plan)
  const before = sealed === -1 ? events : events.slice(0, sealed)
  const exploredBeforeSealing = before.some((line) => line.type === 'data-explored' && datasets.includes(line.body.dataset))
  return { sealedAt: events[sealed]?.at ?? null, exploredBeforeSealing }
}

import type { Column } from '../../../shared/model/dataset'
import type { Plan } from '../../../shared/model/plan'
import type { WindowRule } from '../../../shared/model/windows'
import type { AssessedPart, AssessmentResult, ColumnNeed, LoadedColumn } from '../../core/assessment'
import { dependenceOf } from '../../core/columns/dependence'
import { rowWeightsOf } from '../../core/columns/row-weights'
import type { PlannedPart } from '../../core/columns/planned-part'
import { useWith } from '../../core/columns/roles'
import { assessFairness, neededColumns } from '../../core/fairness/assess-fairness'
import { assessPerformance } from '../../core/performance/assess-performance'
import type { PerformanceSide } from '../../core/performance/input'
import { outcomesOf } from '../../core/columns/outcomes'
import { relocated } from '../../core/performance/relocate'
import { ALWAYS, performanceMetrics, WINDOW, windowedPlan } from '../../core/performance/windowed-plan'
import { immatureByWindow, immatureRows } from '../../core/stats/label-maturity'
import { windowsOf, type Times, type Windowed } from '../../core/stats/windows'
import type { Job } from '../job'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'

type Work = { input: ReportInput; seed: string; job: Job }

/** The plan's performance section: its part by window, and the reference part in the same way. */
export async function performanceOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { performance } = input.plan.assessments
  if (!performance) return null
  const work = { input, seed, job }
  const reference =
    performance.reference === undefined ? null : partNamed(input, performance.reference, 'assessments.performance.reference')
  return assessPerformance({
    plan: input.plan,
    seed,
    checkpoint: checkpoint(job, 'Assessing performance'),
    kernels: input.kernels,
    current: await sideOf(work, partNamed(input, performance.part, 'assessments.performance')),
    reference: reference === null ? null : await sideOf(work, reference)
  })
}

/** What the engine of group measures says of a part by window, with the rows that the detectors need. */
async function sideOf({ input, seed, job }: Work, open: OpenPart): Promise<PerformanceSide> {
  const { plan, kernels } = input
  const engine = windowedPlan(plan, open.part, new Set(open.dataset.manifest.columns.map(({ name }) => name)))
  const rule = plan.assessments.performance?.windows
  const timeColumn = timeColumnOf(plan, rule, open)
  const part = await assessedPart(open, needsOf(engine, open, timeColumn), job)
  const time = timeColumn === null ? null : timesOf(part, timeColumn)
  const windowed = rule === undefined ? null : windowsOf(rule, part.rows, time, kernels.rank)
  const columns = new Map(part.columns).set(WINDOW, windowColumn(part.rows, windowed))
  const { estimates, population } = assessFairness({
    ...part,
    columns,
    plan: engine,
    seed,
    requests: [],
    kernels,
    checkpoint: checkpoint(job, `Assessing performance of ${open.part}`)
  })
  const { labels } = plan
  const repeats = population.clusters?.repeats === true
  const ages = labels === undefined ? null : timesOf(part, labels.time)
  return {
    part: open.part,
    dataset: part.dataset,
    inputs: part.inputs,
    rows: part.rows,
    estimates: relocated(estimates, [...ALWAYS, ...performanceMetrics(plan)]),
    windowed,
    outcomes: outcomesOf({ ...part, plan: engine }),
    time,
    repeats,
    clusters: repeats ? clusterCodes({ ...part, columns, plan: engine }) : null,
    weights: population.weights === null ? null : rowWeightsOf({ ...part, plan: engine }),
    labels: population.labels,
    immature: labels === undefined || ages === null || windowed === null ? null : immatureByWindow(windowed, immatureRows(labels, ages)),
    columns: [...part.columns.keys()]
  }
}

/** Which rows hang together, by one code a cluster. */
function clusterCodes(part: PlannedPart): Uint32Array | null {
  const found = dependenceOf(part)
  return found === null ? null : Uint32Array.from(found.codes)
}

function needsOf(engine: Plan, open: OpenPart, timeColumn: string | null): ColumnNeed[] {
  const needs = neededColumns(engine, open.part).filter(({ name }) => name !== WINDOW)
  return timeColumn === null || needs.some(({ name, as }) => name === timeColumn && as === 'numbers')
    ? needs
    : [...needs.filter(({ name }) => name !== timeColumn), { name: timeColumn, as: 'numbers' }]
}

/** The rule's column of times, or the one with the role time; none where windows go by the file's order. */
function timeColumnOf(plan: Plan, rule: WindowRule | undefined, { dataset }: OpenPart): string | null {
  if (rule !== undefined && 'rows' in rule && rule.order === 'file') return null
  const name = rule?.time ?? useWith(plan, 'time')?.name
  return name !== undefined && dataset.manifest.columns.some((column) => column.name === name) ? name : null
}

function timesOf(part: AssessedPart, name: string): Times | null {
  const loaded = part.columns.get(name)
  if (loaded === undefined || !('numbers' in loaded)) return null
  return { numbers: loaded.numbers, unit: loaded.column.type === 'timestamp' ? 'microsecond' : 'day' }
}

/** Windows as the values of a column; rows of none have no value. */
function windowColumn(rows: number, windowed: Windowed | null): LoadedColumn {
  const column: Column = {
    stored: 'c0',
    name: WINDOW,
    type: 'category',
    typeReason: '',
    role: 'protected',
    roleReason: '',
    missing: windowed?.outside ?? rows,
    distinct: windowed?.windows.length ?? 0
  }
  return { column, codes: windowed?.ofRow ?? new Uint8Array(rows), values: windowed?.windows.map(({ name }) => name) ?? [] }
}

import type { DatasetManifest } from '../../shared/model/dataset'
import type { EarlierReport } from '../../shared/model/earlier'
import { AssayError } from '../../shared/model/errors'
import type { Plan } from '../../shared/model/plan'
import type { Agreement, History, Made, PackResult, PartData, ReportStatement } from '../../shared/model/report'
import { sha256Hex } from '../core/evidence/digest'
import { assessFairness, countMeasures, neededColumns } from '../core/fairness/assess-fairness'
import type { FairnessInput, FairnessResult, MeasureRequest } from '../core/fairness/input'
import type { FairnessKernels } from '../core/fairness/kernels'
import { decide } from '../core/findings/decide'
import { needsMoreReplicates, MOST_REPLICATES } from '../core/findings/monte-carlo'
import { requestsOfCriteria } from '../core/findings/requests'
import { packTables } from '../core/packs/pack-tables'
import { requestsOfPacks } from '../core/packs/requests'
import { buildStatement } from '../core/report/build-statement'
import { csvBytes } from '../core/report/csv'
import type { Dataset } from '../ports/store'
import { throwIfCancelled, type Job } from './job'
import { loadColumns } from './load-columns'
import type { LoadedPack } from './packs'
import { seedOf } from './seed'
import { traceOf, traceTable } from './trace-to-source'

export const MOST_MEASURES = 20_000

/** A part of the plan with the dataset that was imported for it. */
export type OpenPart = { part: string; dataset: Dataset; controlTotals: Agreement[]; ownersManifest: Agreement[] }

export type ReportInput = {
  plan: Plan
  planBytes: Uint8Array
  parts: readonly OpenPart[]
  packs: readonly LoadedPack[]
  made: Made
  /** Time claimed, to the second. */
  at: string
  history: History
  earlier: EarlierReport | null
  kernels: FairnessKernels
}

export type AttachedTable = { name: string; title: string; bytes: Uint8Array; rows: number }
export type ComputedReport = { statement: ReportStatement; tables: AttachedTable[] }

/** The report as a function of plan, data and what the caller claims: the same input gives the same bytes. */
export async function computeReport(input: ReportInput, job: Job): Promise<ComputedReport> {
  const { plan, parts } = input
  const seed = seedOf(
    plan,
    parts.map((part) => part.dataset.manifest.id)
  )
  const result = await assess(input, seed, job)
  throwIfCancelled(job)
  job.progress({ phase: 'Writing findings', fraction: null })
  const data = parts.map((part) => partData(plan, part))
  const traces = parts.flatMap(({ part, dataset }) => traceTable(plan, part, dataset.manifest))
  const { verdicts, findings } = result
    ? decide({ plan, estimates: result.estimates, population: result.population, data })
    : { verdicts: [], findings: [] }
  const tables = [...(result?.tables ?? []), ...traces].map((table) => ({
    name: table.name,
    title: table.title,
    bytes: csvBytes(table.header, table.rows),
    rows: table.rows.length
  }))
  const statement = buildStatement({
    made: input.made,
    at: input.at,
    planBytes: input.planBytes,
    plan,
    seed,
    data,
    population: result ? [result.population] : [],
    scans: result?.scans ?? [],
    verdicts,
    findings,
    measures: (result?.estimates ?? []).map((estimate) => estimate.measure),
    packs: result ? packResults(input, result) : [],
    tables: tables.map(({ name, title, rows, bytes }) => ({ name, title, rows, sha256: sha256Hex(bytes) })),
    history: input.history,
    earlier: input.earlier
  })
  return { statement, tables }
}

async function assess(input: ReportInput, seed: string, job: Job): Promise<FairnessResult | null> {
  const fairness = input.plan.assessments.fairness
  if (!fairness) return null
  const part = input.parts.find((candidate) => candidate.part === fairness.part)
  if (!part)
    throw new AssayError('plan/unknown-part', {
      part: fairness.part,
      where: 'assessments.fairness',
      known: input.parts.map((p) => p.part).join(', ')
    })
  const { manifest } = part.dataset
  const requests = [
    ...requestsOfCriteria(input.plan),
    ...requestsOfPacks(
      input.plan,
      input.packs.map(({ pack }) => pack)
    )
  ]
  const columns = await loadColumns(part.dataset, neededColumns(input.plan, fairness.part), job)
  refuseTooMany(input.plan, manifest, requests)
  const base = {
    part: fairness.part,
    dataset: manifest.id,
    inputs: manifest.files.map((file) => file.sha256),
    rows: manifest.rows,
    columns,
    seed,
    requests,
    kernels: input.kernels
  }
  return withEnoughReplicates({ ...base, plan: input.plan, checkpoint: checkpoint(job) })
}

const checkpoint =
  (job: Job): FairnessInput['checkpoint'] =>
  (fraction) => {
    throwIfCancelled(job)
    job.progress({ phase: 'Assessing groups', fraction })
  }

/** STATISTICS §4: a Monte Carlo limit near its threshold doubles the replicates. */
function withEnoughReplicates(first: FairnessInput): FairnessResult {
  let input = first
  for (;;) {
    const result = assessFairness(input)
    const fairness = input.plan.assessments.fairness
    if (!fairness || fairness.replicates >= MOST_REPLICATES || !needsMoreReplicates({ plan: input.plan, estimates: result.estimates }))
      return result
    const replicates = Math.min(MOST_REPLICATES, fairness.replicates * 2)
    input = { ...input, plan: { ...input.plan, assessments: { ...input.plan.assessments, fairness: { ...fairness, replicates } } } }
  }
}

function refuseTooMany(plan: Plan, manifest: DatasetManifest, requests: readonly MeasureRequest[]): void {
  const cardinalities = new Map(manifest.columns.map((column) => [column.name, column.distinct]))
  const measures = countMeasures(plan, cardinalities, requests)
  if (measures > MOST_MEASURES) throw new AssayError('plan/too-many-measures', { measures, most: MOST_MEASURES })
}

function packResults(input: ReportInput, result: FairnessResult): PackResult[] {
  return input.packs.map(({ pack, sha256, choice }) =>
    packTables({ pack, sha256, choice, plan: input.plan, estimates: result.estimates, population: result.population })
  )
}

function partData(plan: Plan, { part, dataset, controlTotals, ownersManifest }: OpenPart): PartData {
  const { manifest } = dataset
  const source = plan.inputs.find((input) => input.part === part)?.source
  return {
    part,
    dataset: manifest.id,
    rows: manifest.rows,
    files: manifest.files,
    columns: manifest.columns,
    source: source
      ? Object.fromEntries(Object.entries(source).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
      : null,
    controlTotals,
    ownersManifest,
    trace: traceOf(plan, part, manifest.rows)
  }
}

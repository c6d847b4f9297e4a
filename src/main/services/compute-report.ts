import type { Column } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { Plan } from '../../shared/model/plan'
import type { PackResult, PartData, ReportStatement } from '../../shared/model/report'
import type { AssessmentResult } from '../core/assessment'
import { sha256Hex } from '../core/evidence/digest'
import type { FairnessResult } from '../core/fairness/input'
import { decide } from '../core/findings/decide'
import { packTables } from '../core/packs/pack-tables'
import { buildStatement } from '../core/report/build-statement'
import type { AttachedTable } from '../ports/executor'
import { csvBytes } from '../../shared/reading/csv'
import type { Estimate } from '../core/stats/estimate'
import { withoutSmallCells } from '../core/stats/suppress'
import type { OpenPart, ReportInput } from './assessments/assess'
import { biasDriftOf } from './assessments/assess-bias-drift'
import { comparisonOf } from './assessments/assess-comparison'
import { driftOf } from './assessments/assess-drift'
import { explanationOf } from './assessments/assess-explanation'
import { fairnessOf, MOST_MEASURES } from './assessments/assess-fairness'
import { performanceOf } from './assessments/assess-performance'
import { qualityOf } from './assessments/assess-quality'
import { slicesOf } from './assessments/assess-slices'
import type { Job } from './job'
import { throwIfCancelled } from './job'
import { seedOf } from './seed'
import { traceOf, traceTable } from './trace-to-source'

export type { OpenPart, ReportInput } from './assessments/assess'

export type ComputedReport = { statement: ReportStatement; tables: AttachedTable[] }

/** The report as a function of plan, data and what the caller claims: the same input gives the same bytes. */
export async function computeReport(input: ReportInput, job: Job): Promise<ComputedReport> {
  const { plan, parts } = input
  const seed = seedOf(
    plan,
    parts.map((part) => part.dataset.manifest.id)
  )
  const fairness = await fairnessOf(input, seed, job)
  const quality = await qualityOf(input, seed, job)
  const performance = await performanceOf(input, seed, job)
  const drift = await driftOf(input, seed, job)
  const bias = await biasDriftOf(input, seed, job)
  const explanation = await explanationOf(input, seed, job)
  const slices = await slicesOf(input, seed, job)
  const comparison = await comparisonOf(input, seed, job)
  const results: AssessmentResult[] = [quality, performance, fairness, drift, bias, explanation, slices, comparison].filter(
    (result) => result !== null
  )
  const estimates = inOrderOfIds(
    withoutSmallCells(
      results.flatMap((result) => result.estimates),
      plan.suppress_below
    )
  )
  if (estimates.length > MOST_MEASURES) throw new AssayError('plan/too-many-measures', { measures: estimates.length, most: MOST_MEASURES })
  throwIfCancelled(job)
  job.progress({ phase: 'Writing findings', fraction: null })
  const data = parts.map((part) => partData(plan, part))
  const traces = parts.flatMap(({ part, dataset }) => traceTable(plan, part, dataset.manifest))
  const found = results.flatMap((result) => result.findings)
  const { verdicts, findings } = decide({ plan, estimates, population: fairness?.population ?? null, data, found })
  const tables = [...results.flatMap((result) => result.tables), ...traces].map((table) => ({
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
    models: input.models.map(({ said }) => said),
    population: results.flatMap(({ population }) => (population === null ? [] : [population])),
    scans: results.flatMap((result) => result.scans),
    verdicts,
    findings,
    measures: estimates.map((estimate) => estimate.measure),
    exhibits: results.flatMap((result) => result.exhibits),
    packs: fairness ? packResults(input, fairness) : [],
    tables: tables.map(({ name, title, rows, bytes }) => ({ name, title, rows, sha256: sha256Hex(bytes) })),
    history: input.history,
    earlier: input.earlier
  })
  return { statement, tables }
}

/** Ids are percent-encoded, so code units sort as UTF-8 bytes do. */
const inOrderOfIds = (estimates: readonly Estimate[]): Estimate[] =>
  estimates.toSorted(({ measure: a }, { measure: b }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

function packResults(input: ReportInput, result: FairnessResult): PackResult[] {
  return input.packs.map(({ pack, sha256, choice }) =>
    packTables({ pack, sha256, choice, plan: input.plan, estimates: result.estimates, population: result.population })
  )
}

/** How many rows lack a protected value is the size of a group, the unknown, which section 3 tells or masks with the others. */
const toldMissing = ({ columns, suppress_below: below }: Plan, { name, missing }: Column): number | null =>
  below !== undefined && columns[name]?.role === 'protected' && missing > 0 ? null : missing

function partData(plan: Plan, { part, dataset, controlTotals, ownersManifest }: OpenPart): PartData {
  const { manifest } = dataset
  const source = plan.inputs.find((input) => input.part === part)?.source
  return {
    part,
    dataset: manifest.id,
    rows: manifest.rows,
    files: manifest.files,
    columns: manifest.columns.map((column) => ({ ...column, missing: toldMissing(plan, column) })),
    source: source
      ? Object.fromEntries(Object.entries(source).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
      : null,
    controlTotals,
    ownersManifest,
    trace: traceOf(plan, part, manifest.rows)
  }
}

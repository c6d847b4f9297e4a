import type { Column, DatasetManifest } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { Plan, PlanInput } from '../../shared/model/plan'
import type { Agreement } from '../../shared/model/report'
import { columnTotal, compareControlTotals, timeSpan, type ColumnTotal, type TimeSpan } from '../core/quality/control-totals'
import { compareOwnersManifest, parseOwnersManifest } from '../core/quality/owners-manifest'
import type { Dataset } from '../ports/store'
import { throwIfCancelled, type Job } from './job'
import type { WorkPorts } from './tasks/work-ports'

export type Supplied = { controlTotals: Agreement[]; ownersManifest: Agreement[] }

/** Control totals and the owner's manifest against what was imported (EVIDENCE §7); `base`: what the manifest's path starts from. */
export async function compareWithSupplied(
  ports: WorkPorts,
  plan: Plan,
  input: PlanInput,
  dataset: Dataset,
  base: string,
  job: Job
): Promise<Supplied> {
  return {
    controlTotals: await compareTotals(plan, input, dataset, job),
    ownersManifest: input.owners_manifest === undefined ? [] : await compareManifest(ports, input.owners_manifest, dataset.manifest, base)
  }
}

async function compareTotals(plan: Plan, { control_totals: supplied }: PlanInput, dataset: Dataset, job: Job): Promise<Agreement[]> {
  if (supplied === undefined) return []
  job.progress({ phase: 'Comparing control totals', fraction: null })
  const sums = new Map<string, ColumnTotal>()
  for (const name of Object.keys(supplied.sums ?? {})) {
    throwIfCancelled(job)
    const column = dataset.manifest.columns.find((candidate) => candidate.name === name)
    if (column && isNumeric(column)) sums.set(name, columnTotal((await dataset.numbers(column.stored, job.signal)).numbers))
  }
  const wantsTimes = supplied.first_time !== undefined || supplied.last_time !== undefined
  return compareControlTotals(supplied, {
    rows: dataset.manifest.rows,
    sums,
    times: wantsTimes ? await timesOf(plan, dataset, job) : undefined
  })
}

/** Columns of 0 and 1 count as yes and no, and have a sum all the same. */
const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number' || type === 'boolean'

async function timesOf(plan: Plan, dataset: Dataset, job: Job): Promise<TimeSpan | undefined> {
  const column = dataset.manifest.columns.find(
    ({ name, type }) => plan.columns[name]?.role === 'time' && (type === 'date' || type === 'timestamp')
  )
  if (column === undefined) return undefined
  return timeSpan((await dataset.numbers(column.stored, job.signal)).numbers, column.type === 'date' ? 'days' : 'microseconds')
}

async function compareManifest({ files }: WorkPorts, path: string, manifest: DatasetManifest, base: string): Promise<Agreement[]> {
  const [file] = await files.expandInputs([path], base)
  if (file === undefined) throw new AssayError('import/missing-file', { file: path })
  const text = new TextDecoder().decode(await files.read(file.path))
  return compareOwnersManifest(parseOwnersManifest(text, file.name), manifest.files)
}

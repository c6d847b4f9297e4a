import type { Column, Role } from '../../../shared/model/dataset'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart, AssessmentResult, ColumnNeed, LoadedColumn } from '../../core/assessment'
import { repeatColumn } from '../../core/columns/dependence'
import { assessQuality } from '../../core/quality/assess-quality'
import { columnFacts, textFacts } from '../../core/quality/column-facts'
import type { ColumnFacts } from '../../core/quality/facts'
import { howRead } from '../../core/quality/how-read'
import type { MissingPattern } from '../../core/quality/input'
import type { ColumnObservation } from '../../core/quality/observation'
import { observeColumn } from '../../core/quality/observe-column'
import { rowDesignOf } from '../../core/quality/row-design'
import type { RowDesign } from '../../core/stats/share-of-rows'
import type { Job } from '../job'
import { loadColumns } from '../load-columns'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'

type Looked = { input: ReportInput; open: OpenPart; reference: OpenPart | null; design: RowDesign; job: Job }

/** The plan's quality section: its part, column by column, so that few columns are in memory at a time. */
export async function qualityOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const { quality } = plan.assessments
  if (!quality) return null
  const open = partNamed(input, quality.part, 'assessments.quality')
  const reference = quality.reference === undefined ? null : partNamed(input, quality.reference, 'assessments.quality.reference')
  const whole = await assessedPart(open, dependenceNeeds(plan, open), job)
  const looked: Looked = { input, open, reference, design: rowDesignOf({ ...whole, plan }, input.kernels), job }
  return assessQuality({
    plan,
    seed,
    checkpoint: checkpoint(job, 'Looking at the data'),
    ...bare(whole),
    columns: open.dataset.manifest.columns,
    design: looked.design,
    reference: reference === null ? null : { part: reference.part, ...reference.dataset.manifest },
    observed: await observeAll(looked),
    patterns: await patternsOf(open, job),
    further: []
  })
}

const bare = ({ part, dataset, inputs, rows }: AssessedPart): Pick<AssessedPart, 'part' | 'dataset' | 'inputs' | 'rows'> => ({
  part,
  dataset,
  inputs,
  rows
})

/** The columns that say which rows hang together, where the part has them. */
function dependenceNeeds(plan: Plan, { dataset }: OpenPart): ColumnNeed[] {
  if (plan.dependence !== undefined) return [{ name: plan.dependence.time, as: 'numbers' }]
  const column = repeatColumn(plan)
  const has = dataset.manifest.columns.some(({ name }) => name === column)
  return column === undefined || !has ? [] : [{ name: column, as: 'codes', distinctOnly: true }]
}

async function observeAll(looked: Looked): Promise<ColumnObservation[]> {
  const { columns } = looked.open.dataset.manifest
  const observed: ColumnObservation[] = []
  const report = checkpoint(looked.job, 'Looking at columns')
  for (const [index, column] of columns.entries()) {
    report(index / columns.length)
    observed.push(await observe(looked, column))
  }
  return observed
}

async function observe({ input, open, reference, design, job }: Looked, column: Column): Promise<ColumnObservation> {
  const { plan, kernels } = input
  const loaded = await loadOne(open, column, job)
  const facts = loaded === null ? textFacts(column, open.dataset.manifest.rows) : columnFacts(loaded, kernels)
  const expected = await expectedOf(reference, column, input, job)
  const robustZ = plan.assessments.quality?.robust_z ?? 3.5
  return observeColumn({ loaded, facts, expected, role: roleOf(plan, column), design, robustZ })
}

const roleOf = (plan: Plan, { name, role }: Column): Role => plan.columns[name]?.role ?? role

/** What the reference has in the column of that name, where it is looked at in the same way. */
async function expectedOf(
  reference: OpenPart | null,
  { name, ...column }: Column,
  input: ReportInput,
  job: Job
): Promise<ColumnFacts | null> {
  const own = reference?.dataset.manifest.columns.find((candidate) => candidate.name === name)
  if (reference === null || own === undefined || howRead(own) !== howRead({ name, ...column })) return null
  const loaded = await loadOne(reference, own, job)
  return loaded === null ? null : columnFacts(loaded, input.kernels)
}

async function loadOne({ dataset }: OpenPart, column: Column, job: Job): Promise<LoadedColumn | null> {
  const as = howRead(column)
  if (as === 'texts') return null
  const loaded = await loadColumns(dataset, [{ name: column.name, as }], job)
  return loaded.get(column.name) ?? null
}

async function patternsOf({ dataset }: OpenPart, job: Job): Promise<MissingPattern[]> {
  const lacking = dataset.manifest.columns.filter(({ missing }) => missing > 0)
  const found = await dataset.missingPatterns(
    lacking.map(({ stored }) => stored),
    job.signal
  )
  return found.patterns.map(({ missing, rows }) => ({ missing: missing.map((at) => lacking[at]?.name ?? ''), rows }))
}

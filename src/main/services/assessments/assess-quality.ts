import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart, AssessmentResult, ColumnNeed } from '../../core/assessment'
import { repeatColumn } from '../../core/columns/dependence'
import { useWith } from '../../core/columns/roles'
import { assessQuality } from '../../core/quality/assess-quality'
import type { MissingPattern } from '../../core/quality/input'
import { rowDesignOf } from '../../core/quality/row-design'
import type { Job } from '../job'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'
import { labelFacts, labelOf, labelUse, outcomeOf, outcomeUse } from './quality/label-facts'
import type { Looked } from './quality/looked'
import { observeAll } from './quality/observe-columns'
import { personalFacts } from './quality/personal-facts'
import { rowFacts } from './quality/row-facts'

/** The plan's quality section: its part, column by column, so that few columns are in memory at a time. */
export async function qualityOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const { quality } = plan.assessments
  if (!quality) return null
  const open = partNamed(input, quality.part, 'assessments.quality')
  const reference = quality.reference === undefined ? null : partNamed(input, quality.reference, 'assessments.quality.reference')
  const whole = await assessedPart(open, wholeNeeds(plan, open), job)
  const planned = { ...whole, plan }
  const looked: Looked = {
    input,
    open,
    reference,
    design: rowDesignOf(planned, input.kernels),
    label: labelOf(planned),
    outcome: outcomeOf(planned),
    job
  }
  const observed = await observeAll(looked)
  return assessQuality({
    plan,
    seed,
    checkpoint: checkpoint(job, 'Looking at the data'),
    ...bare(whole),
    columns: open.dataset.manifest.columns,
    design: looked.design,
    reference: reference === null ? null : { part: reference.part, ...reference.dataset.manifest },
    observed,
    patterns: await patternsOf(plan, open, job),
    further: [...labelFacts(planned, looked), ...(await rowFacts(looked)), ...(await personalFacts(looked))]
  })
}

const bare = ({ part, dataset, inputs, rows }: AssessedPart): Pick<AssessedPart, 'part' | 'dataset' | 'inputs' | 'rows'> => ({
  part,
  dataset,
  inputs,
  rows
})

/** Columns that are looked at together with others: those that say which rows hang together, the label and its times; as far as the part has them. */
function wholeNeeds(plan: Plan, { dataset }: OpenPart): ColumnNeed[] {
  const needs: (ColumnNeed | null)[] = [
    plan.dependence === undefined ? codesNeed(repeatColumn(plan)) : { name: plan.dependence.time, as: 'numbers' },
    labelUse(plan) === undefined ? null : { name: labelUse(plan)!.name, as: 'codes' },
    numbersNeed(
      dataset.manifest.columns.find(({ name, type }) => name === outcomeUse(plan)?.name && (type === 'number' || type === 'integer'))?.name
    ),
    plan.labels === undefined ? null : { name: plan.labels.time, as: 'numbers' },
    numbersNeed(useWith(plan, 'time')?.name),
    numbersNeed(plan.assessments.quality?.label_time)
  ]
  const names = new Set(dataset.manifest.columns.map(({ name }) => name))
  const found = needs.filter((need) => need !== null).filter(({ name }) => names.has(name))
  return [...new Map(found.map((need) => [`${need.name}`, need])).values()]
}

const codesNeed = (name: string | undefined): ColumnNeed | null => (name === undefined ? null : { name, as: 'codes', distinctOnly: true })
const numbersNeed = (name: string | undefined): ColumnNeed | null => (name === undefined ? null : { name, as: 'numbers' })

/** Where the plan masks small cells, protected columns stay out: who is unknown is one of their groups. */
async function patternsOf({ columns, suppress_below: below }: Plan, { dataset }: OpenPart, job: Job): Promise<MissingPattern[]> {
  const lacking = dataset.manifest.columns.filter(
    ({ name, missing }) => missing > 0 && (below === undefined || columns[name]?.role !== 'protected')
  )
  const found = await dataset.missingPatterns(
    lacking.map(({ stored }) => stored),
    job.signal
  )
  return found.patterns.map(({ missing, rows }) => ({ missing: missing.map((at) => lacking[at]?.name ?? ''), rows }))
}

import type { Plan } from '../../../../shared/model/plan'
import { binaryOf } from '../../../core/columns/binary'
import { maturedLabel } from '../../../core/columns/maturity'
import type { PlannedPart } from '../../../core/columns/planned-part'
import { isRegression, useWith, type Use } from '../../../core/columns/roles'
import { labelDelay, labelsKnown } from '../../../core/quality/labels'
import type { ColumnObservation } from '../../../core/quality/observation'
import type { Times } from '../../../core/stats/windows'
import type { Looked } from './looked'

/** The label, where it has a favourable outcome. */
export function labelUse(plan: Plan): Use | undefined {
  const use = useWith(plan, 'label')
  const manyClasses = plan.assessments.fairness?.classes === 'one_vs_rest' && use?.favourable === undefined
  return isRegression(plan) || manyClasses ? undefined : use
}

/** The label, where it is a number to be predicted. */
export const outcomeUse = (plan: Plan): Use | undefined => (isRegression(plan) ? useWith(plan, 'label') : undefined)

/** That label's numbers; too young ones are left as they are. */
export function outcomeOf({ plan, columns }: PlannedPart): Float64Array | null {
  const loaded = columns.get(outcomeUse(plan)?.name ?? '')
  return loaded !== undefined && 'numbers' in loaded ? loaded.numbers : null
}

/** 0, 1 or 2 (unknown or too young) of each row. */
export function labelOf(part: PlannedPart): Uint8Array | null {
  const use = labelUse(part.plan)
  if (use === undefined || !part.columns.has(use.name)) return null
  const young = part.plan.labels !== undefined && part.columns.has(part.plan.labels.time)
  const plan = young ? part.plan : { ...part.plan, labels: undefined }
  const { codes, map } = maturedLabel({ ...part, plan }, binaryOf(part, use)).label
  const label = new Uint8Array(part.rows)
  for (let row = 0; row < label.length; row++) label[row] = map[codes[row]!]!
  return label
}

type Further = Pick<ColumnObservation, 'drafts' | 'notices'>

/** How many labels are known, and how long they take. */
export function labelFacts(part: PlannedPart, { design, input }: Looked): Further[] {
  const { labels, assessments } = part.plan
  const use = labelUse(part.plan)
  const column = use === undefined ? undefined : part.columns.get(use.name)
  const times = timesOf(part, labels?.time ?? useWith(part.plan, 'time')?.name)
  const ofLabel = timesOf(part, assessments.quality?.label_time)
  const known =
    labels === undefined || times === null || column === undefined || !('codes' in column)
      ? []
      : labelsKnown(
          labels,
          times,
          Uint8Array.from(column.codes, (code) => (code === 0 ? 0 : 1)),
          design
        )
  const delay = times === null || ofLabel === null ? [] : labelDelay(times, ofLabel, input.kernels)
  return [{ drafts: [...known, ...delay], notices: [] }]
}

function timesOf({ columns }: PlannedPart, name: string | undefined): Times | null {
  const loaded = name === undefined ? undefined : columns.get(name)
  if (loaded === undefined || !('numbers' in loaded)) return null
  return { numbers: loaded.numbers, unit: loaded.column.type === 'timestamp' ? 'microsecond' : 'day' }
}

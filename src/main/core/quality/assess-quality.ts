import { METRICS } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import type { AssessmentResult } from '../assessment'
import { nameEstimate } from '../stats/name-estimate'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import { shareOfCounts } from '../stats/share-of-rows'
import { columnsExhibit, patternsExhibit, schemaExhibit } from './exhibits'
import { qualityFindings } from './findings'
import type { QualityInput } from './input'
import type { QualityDraft } from './observation'
import { schemaDifferences, type SchemaDifferences } from './schema'

/** Every number about the data of a part themselves, against its reference part where there is one; measures in order of their ids. */
export function assessQuality(input: QualityInput): AssessmentResult {
  const { plan, part, reference } = input
  const differences = reference === null ? null : schemaDifferences(reference.columns, input.columns)
  const drafts = [
    ...(differences === null ? [] : ofSchema(differences)),
    ...complete(input),
    ...[...input.observed, ...input.further].flatMap((one) => one.drafts)
  ]
  const naming = { plan, assessment: 'quality' as const, inputs: input.inputs, scan: 'quality', part }
  const estimates = drafts
    .map((draft) => {
      const { metric, at, comparing } = draft
      const quantity = told(plan, draft) ? draft.quantity : undefinedQuantity('suppressed', { group: 0, reference: null })
      const against = comparing && reference !== null ? { part: reference.part } : null
      return nameEstimate(naming, { metric, group: null, reference: against, at, small: false }, quantity)
    })
    .sort((a, b) => (a.measure.id < b.measure.id ? -1 : 1))
  const exhibits = [columnsExhibit(input), ...patternsExhibit(input), ...(differences === null ? [] : schemaExhibit(input, differences))]
  const scan = {
    id: 'quality',
    part,
    dataset: input.dataset,
    attributes: [],
    columns: input.columns.map(({ name }) => name),
    rows: input.rows
  }
  return {
    estimates,
    population: null,
    scans: [scan],
    tables: [],
    exhibits,
    findings: qualityFindings(input, differences, estimates)
  }
}

/** Not told: how many lack a protected value, which is the size of a group; and shares that stand for fewer rows than the plan lets be told. */
function told({ suppress_below: below, columns }: Plan, { metric, at, quantity: { estimate, n } }: QualityDraft): boolean {
  if (below === undefined || estimate === null) return true
  if (metric === 'missing_rate' && columns[at.feature ?? '']?.role === 'protected') return false
  const events = METRICS[metric].unit === 'proportion' ? Math.round(estimate * n.group) : below
  return metric.startsWith('leakage_') || events === 0 || events >= below
}

function ofSchema({ missing, extra, retyped, moved }: SchemaDifferences): QualityDraft[] {
  const count = (metric: QualityDraft['metric'], value: number): QualityDraft => ({
    metric,
    at: {},
    quantity: withoutInterval(value, 'a-count', { n: { group: value, reference: null } }),
    comparing: true
  })
  return [
    count('columns_missing', missing.length),
    count('columns_extra', extra.length),
    count('columns_retyped', retyped.length),
    count('columns_reordered', moved.length)
  ]
}

function complete({ patterns, rows, design }: QualityInput): QualityDraft[] {
  const whole = patterns.find(({ missing }) => missing.length === 0)?.rows ?? 0
  return [{ metric: 'complete_row_share', at: {}, quantity: shareOfCounts(whole, rows, design), comparing: false }]
}

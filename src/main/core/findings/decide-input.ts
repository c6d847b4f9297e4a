import type { FindingDraft } from '../../../shared/model/finding'
import type { Plan } from '../../../shared/model/plan'
import type { PartData, Population } from '../../../shared/model/report'
import type { Estimate } from '../stats/estimate'

/**
 * `population`: null where no assessment looked at groups. `data`, where given, adds what was rejected on import and which control totals
 * differ; `found`, what the assessments found besides criteria.
 */
export type DecideInput = {
  plan: Plan
  estimates: readonly Estimate[]
  population: Population | null
  data?: readonly PartData[]
  found?: readonly FindingDraft[]
}

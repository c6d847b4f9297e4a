import type { Plan } from '../../../shared/model/plan'
import type { PartData, Population } from '../../../shared/model/report'
import type { Estimate } from '../stats/estimate'

/** `data`, where given, adds what was rejected on import and which control totals differ. */
export type DecideInput = { plan: Plan; estimates: readonly Estimate[]; population: Population; data?: readonly PartData[] }

import type { MetricId } from '../../../shared/model/metrics'
import type { Population } from '../../../shared/model/report'
import type { AssessedPart, AssessmentContext, AssessmentResult } from '../assessment'
import type { FairnessKernels } from './kernels'

/** `over` names the attributes whose crossing makes the groups; [] is everybody. */
export type MeasureRequest = {
  metric: MetricId
  over: readonly string[]
  reference: 'planned' | 'most_favoured' | 'extremes'
  control?: string
}

export type FairnessInput = AssessmentContext &
  AssessedPart & {
    /** What criteria and packs need beyond the plan's own list of metrics. */
    requests: readonly MeasureRequest[]
    kernels: FairnessKernels
  }

export type FairnessResult = AssessmentResult & { population: Population }

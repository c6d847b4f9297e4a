import type { Block } from './blocks'
import { paragraph, section } from './build'
import { comparisonResults } from './comparison/comparison-results'
import { driftResults } from './drift/drift-results'
import { explanationResults } from './explanation/explanation-results'
import { fairnessResults } from './fairness-results'
import type { View } from '../../../shared/reading/view'
import { performanceResults } from './performance/performance-results'
import { retrainingRegister } from './retraining'
import { qualityResults } from './quality/quality-results'
import { slicesResults } from './slices/slices-results'

/** Section 5: each assessment's questions, in the order of an auditor's work. */
export function results(view: View): Block[] {
  const all = [
    ...[qualityResults, performanceResults, fairnessResults, driftResults, retrainingRegister, explanationResults, slicesResults],
    comparisonResults
  ]
  const blocks = all.flatMap((of) => of(view))
  const none = paragraph('The plan names no assessment that this section reports; section 2 says what was not tested.')
  return [section(5, 'Results'), ...(blocks.length === 0 ? [none] : blocks)]
}

import type { MetricId } from '../../../shared/model/metrics'
import { count } from '../../../shared/words/format'
import type { Material } from './choice'

/** How many windows of a metric lie outside what the reference lets expect; empty where the report compares none. */
export function expectedText({ measures }: Material, metric: MetricId): string {
  const found = measures.find((m) => m.metric === 'windows_outside_expected' && m.at.of === metric)
  if (found?.estimate == null || found.n.group === null) return ''
  if (found.estimate === 0) return ' No window that can be compared lies outside what the reference lets expect.'
  return ` ${count(found.estimate)} of ${count(found.n.group)} windows ${found.estimate === 1 ? 'lies' : 'lie'} outside what the reference lets expect.`
}

import type { Block } from '../blocks'
import { topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import type { ModelView } from './model-view'

/** How contributions were made, and where a challenger differs from the champion. */
export function modelQuestion({ exhibit }: ModelView): Block[] {
  const made = exhibit('table', 'method')
  const comparison = exhibit('table', 'comparison')
  return [
    ...(made === undefined ? [] : [exhibitTable(made)]),
    ...(comparison === undefined ? [] : [topic('How does the model differ from the champion?'), exhibitTable(comparison)])
  ]
}

import type { Measure } from '../../../shared/model/measure'
import { figures, type View } from '../../../shared/reading/view'
import { remarkText, specOf } from '../../../shared/words/words'
import { labelOf } from './choice'

/** What is furthest in a ranked list, after what fails where that is something else. */
export function furthest(view: View, ranked: readonly Measure[]): string {
  const [first] = ranked
  if (first === undefined) return ''
  const { name } = specOf(first)
  if (first.estimate === null) return `${name}: ${remarkText(first) || 'undefined'}.`
  if (ranked.length === 1) return `${name}: ${figure(view, first)}.`
  const failing = ranked.find((m) => view.verdicts(m.id).some(({ verdict }) => verdict === 'fail'))
  const fails = failing === undefined || failing === first ? '' : `${labelOf(failing)} fails with ${figure(view, failing)}; `
  const judged = view.verdicts(first.id).length > 0 || fails === '' ? '' : ' (not judged)'
  return `${name}: ${fails}furthest is ${labelOf(first)}${judged}, ${figure(view, first)}.`
}

function figure(view: View, m: Measure): string {
  const { estimate, interval } = figures(view, m)
  return `${estimate}${m.interval === null ? '' : ` (${interval})`}`
}

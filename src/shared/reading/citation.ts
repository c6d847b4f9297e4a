import type { Measure } from '../model/measure'
import { figures, type View } from './view'
import { percent } from '../words/format'
import { measureText, METHOD, remarkText } from '../words/words'

/** A number with everything one needs to find it again, in one line. */
export function citationOf(view: View, measure: Measure): string {
  const { estimate, interval, n } = figures(view, measure)
  const limits =
    measure.interval === null
      ? 'no interval'
      : `${percent(measure.interval.level, 0)} interval ${interval}, ${METHOD[measure.interval.method].name}`
  const remark = remarkText(measure)
  const care = remark === '' ? '' : `; ${remark}`
  return `${measureText(measure)}: ${estimate} (${limits}; n = ${n}${care}). Assay report ${view.digest}, evidence ${view.evidence(measure.id)}, measure ${measure.id}.`
}

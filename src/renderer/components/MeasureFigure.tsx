import type { Measure } from '../../shared/model/measure'
import { figures } from '../../shared/reading/view'
import { measureText, remarkText } from '../../shared/words/words'
import { showEvidence } from '../state/evidence'
import { useOpenReport } from '../state/report'
import styles from './components.module.css'

/** A number with its interval, as the report prints it; a click shows its evidence. */
export function MeasureFigure({ measure, interval = true }: { measure: Measure; interval?: boolean }) {
  const open = useOpenReport()
  if (open === null) return null
  const { estimate, interval: limits } = figures(open.view, measure)
  const remark = remarkText(measure)
  return (
    <button
      type="button"
      className={styles.figure}
      title={remark === '' ? 'Show the evidence' : remark}
      aria-label={`${measureText(measure)}: ${estimate}${measure.interval === null ? '' : `, interval ${limits}`}. Show the evidence`}
      onClick={() => showEvidence(measure.id)}
    >
      {estimate}
      {interval && measure.interval !== null ? <span className={styles.interval}> ({limits})</span> : null}
    </button>
  )
}

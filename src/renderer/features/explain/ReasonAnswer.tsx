import { count, listed, percent } from '../../../shared/words/format'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Sentence } from '../../components/Sentence'
import type { AuditedReasons } from './audited-reasons'
import styles from './explain.module.css'

const MOST_GAPS = 4

/** Whether everybody who was declined could be told why, and whether that holds. */
export function ReasonAnswer({ found }: { found: AuditedReasons }) {
  const coverage = found.deciding.find(({ metric }) => metric === 'reason_coverage')
  const changes = found.deciding.find(({ metric }) => metric === 'first_reason_changes')
  const gaps = found.reasons.filter(({ text, share }) => text === null && share !== null && share > 0)
  const named = gaps.slice(0, MOST_GAPS).map(({ features, share }) => `${features} (${percent(share ?? 0, 1)} of the declined)`)
  const more = gaps.length - named.length
  return (
    <div className={styles.answer}>
      <Sentence>
        {coverage === undefined ? null : (
          <>
            Of {count(coverage.n.group)} unfavourable decisions <MeasureFigure measure={coverage} /> have a stated reason for each principal
            feature.{' '}
          </>
        )}
        {gaps.length === 0 ? null : `No reason is stated for ${listed([...named, ...(more > 0 ? [`${more} more`] : [])])}. `}
        {changes === undefined ? null : (
          <>
            The first reason changes between two halves of the background for <MeasureFigure measure={changes} />.
          </>
        )}
      </Sentence>
    </div>
  )
}

import type { VerdictCode } from '../../../shared/model/finding'
import type { Measure } from '../../../shared/model/measure'
import { count, counted, listed, sentence } from '../../../shared/words/format'
import { Sentence } from '../../components/Sentence'
import { VerdictSign } from '../../components/VerdictSign'
import type { OpenReport } from '../../state/report'
import type { Material } from './choice'
import { expectedText } from './expected'
import { furthest } from './furthest'
import styles from './assessment.module.css'

const WORDS: Record<VerdictCode, string> = { fail: 'fail', insufficient: 'cannot be decided', pass: 'pass' }
const ALONE: Record<VerdictCode, string> = { fail: 'fails', insufficient: 'cannot be decided', pass: 'passes' }
const GRAVEST: readonly VerdictCode[] = ['fail', 'insufficient', 'pass']

/** The verdicts of the assessment, and what is furthest in the list below. */
export function AssessmentAnswer({
  open,
  material,
  ranked,
  left
}: {
  open: OpenReport
  material: Material
  ranked: readonly Measure[]
  /** Columns without a figure. */
  left: number
}) {
  const verdicts = material.measures.flatMap((m) => open.view.verdicts(m.id).map((verdict) => verdict.verdict))
  const [gravest] = GRAVEST.filter((code) => verdicts.includes(code))
  const counts = GRAVEST.flatMap((code) => {
    const n = verdicts.filter((verdict) => verdict === code).length
    return n === 0 ? [] : [`${n} ${WORDS[code]}`]
  })
  const [first] = ranked
  return (
    <div className={styles.answer}>
      <Sentence>
        {gravest === undefined ? (
          'No criterion, so no verdict. '
        ) : (
          <>
            <VerdictSign verdict={gravest} strong />{' '}
            {verdicts.length === 1
              ? `The one judged figure ${ALONE[gravest]}. `
              : `Of ${count(verdicts.length)} judged figures ${listed(counts)}. `}
          </>
        )}
        {first === undefined ? null : furthest(open.view, ranked)}
        {first === undefined ? null : expectedText(material, first.metric)}
        {left === 0 ? null : ` ${sentence(counted(left, 'column'))} could not be compared.`}
      </Sentence>
    </div>
  )
}

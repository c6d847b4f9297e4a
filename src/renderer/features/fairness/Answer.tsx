import type { Verdict } from '../../../shared/model/finding'
import { METRICS } from '../../../shared/model/metrics'
import { commonReason, widestGap } from '../../../shared/reading/fairness-answer'
import type { View } from '../../../shared/reading/view'
import { count, percent, sentence, valueText } from '../../../shared/words/format'
import { INSUFFICIENT } from '../../../shared/words/words'
import { Sentence } from '../../components/Sentence'
import { VerdictSign } from '../../components/VerdictSign'
import { showEvidence } from '../../state/evidence'
import type { FairnessPicture } from './choice'
import components from '../../components/components.module.css'

/** What the picture says, how sure, and what would change it. */
export function Answer({ view, picture }: { view: View; picture: FairnessPicture }) {
  const why = commonReason(picture.sorted)
  if (why !== null) return <Sentence>Not answered: {why}.</Sentence>
  if (picture.sorted[0]?.reference == null) return <Spread picture={picture} />
  const widest = widestGap(view, picture.sorted)
  if (widest === null) return <Sentence>No group is large enough to say anything.</Sentence>
  const [verdict] = view.verdicts(widest.measure.id)
  return (
    <Sentence>
      {verdict === undefined ? null : (
        <>
          <VerdictSign verdict={verdict.verdict} strong />{' '}
        </>
      )}
      {widest.text},{' '}
      <button type="button" className={components.figure} onClick={() => showEvidence(widest.measure.id)}>
        {view.evidence(widest.measure.id)}
      </button>
      . {widest.verdict} {verdict === undefined ? 'No criterion, so no verdict.' : wouldChange(view, verdict, picture)}
    </Sentence>
  )
}

/** Of a rate on its own: between which groups it lies. */
function Spread({ picture }: { picture: FairnessPicture }) {
  const known = picture.rows.filter((row) => !row.unknown && row.rate?.estimate != null && row.rate.status.code === 'ok')
  const sorted = [...known].sort((a, b) => (a.rate?.estimate ?? 0) - (b.rate?.estimate ?? 0))
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low?.rate == null || high?.rate == null || low === high) return null
  const { name, unit } = METRICS[picture.metric]
  const show = (x: number | null): string => valueText(x, unit, unit === 'proportion' ? 1 : 3)
  return (
    <Sentence>
      {name} lies between {show(low.rate.estimate)} ({low.name}) and {show(high.rate.estimate)} ({high.name}) among groups that are large
      enough. Choose a comparison to hold each group against its reference.
    </Sentence>
  )
}

function wouldChange(view: View, verdict: Verdict, picture: FairnessPicture): string {
  const { unit } = METRICS[picture.metric]
  const power = verdict.power
  if (verdict.verdict === 'insufficient') {
    const why = verdict.reason === undefined ? '' : `${sentence(INSUFFICIENT[verdict.reason])}. `
    if (verdict.reason === 'interval-holds-threshold' && power?.neededN != null)
      return `${why}At the observed value a verdict would need about ${count(power.neededN)} rows of the group.`
    return why.trim()
  }
  if (verdict.verdict === 'fail' && power?.passingValue != null)
    return `With these numbers of rows a true value of ${valueText(power.passingValue, unit, unit === 'proportion' ? 1 : 3)} would pass with ${percent(0.8, 0)} power.`
  return verdict.decides === 'interval' ? `The whole ${percent(view.plan.level, 0)} interval decides.` : 'The estimate alone decides.'
}

import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import { EmptyState } from '../../components/EmptyState'

/** Nothing was found about reasons: why, what they are for, and how to begin. */
export function NoReasons({ audited, limit }: { audited: ExplanationPlan; limit: number | undefined }) {
  const stated = Object.keys(audited.reasons).length > 0
  const few = limit === undefined ? 'Nobody' : `Nobody, or fewer than the ${limit} under which cells are masked,`
  return (
    <EmptyState title={stated ? `${few} was declined in the rows that were looked at` : 'The plan of the last audit stated no reasons'}>
      <p>
        Whoever is declined is told the principal reasons: the features that contributed most against the person, in the words of a notice.
        An audit then says how often each reason would be given and to whom, which features lack one, and whether the first reason holds
        against another background.
      </p>
      <p>
        {stated
          ? 'Reasons need decisions: a column with the role decision, or a cut-off under decide in the plan’s explanation.'
          : 'Write the reason of each feature into the table below. Features with the same words count as one reason. Then run the audit again.'}
      </p>
    </EmptyState>
  )
}

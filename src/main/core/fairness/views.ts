import { byUtf8 } from '../columns/byte-order'
import { oneVersusRest } from '../columns/binary'
import type { Frame } from './frame'
import { thresholded } from './frame'
import type { FairnessInput } from './input'
import { codesOf } from '../columns/loaded'
import { useWith } from '../columns/roles'
import type { View } from './view'
import { viewOf } from './view'

/** Values of the decision and the label, where each class is judged against the rest. */
function classesOf(input: FairnessInput): string[] {
  if (input.plan.assessments.fairness?.classes !== 'one_vs_rest') return []
  const uses = (['decision', 'label'] as const).flatMap((role) => useWith(input.plan, role) ?? [])
  return [...new Set(uses.flatMap(({ name }) => codesOf(input, name).values))].sort(byUtf8)
}

/** One view a class: that class is 1 in decision and label, all others 0. */
export function classViews(input: FairnessInput, frame: Frame): View[] {
  const [decision, label] = [useWith(input.plan, 'decision'), useWith(input.plan, 'label')]
  return classesOf(input).map((value) =>
    viewOf(
      input,
      {
        ...frame,
        score: null,
        decision: decision ? oneVersusRest(input, decision, value) : null,
        label: label ? oneVersusRest(input, label, value) : null
      },
      { class: value }
    )
  )
}

/** Above the median score of all rows counts as selected (6 RCNY 5-300, scoring rate). */
export function scoringView(input: FairnessInput, frame: Frame): View | null {
  if (frame.score === null) return null
  const { scores } = input.kernels.rank(frame.score.ranking)
  const middle = scores.length / 2
  const median = scores.length % 2 === 1 ? scores[Math.floor(middle)]! : (scores[middle - 1]! + scores[middle]!) / 2
  return viewOf(input, { ...frame, decision: thresholded(frame.score.ranking, (score) => score > median) })
}

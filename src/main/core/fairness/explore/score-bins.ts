import type { ExploreScores } from '../../../../shared/model/explore'
import { evaluate } from '../evaluate'
import { whyUnavailable } from '../availability'
import { suppressedGroups } from '../suppress'
import { namedMeasures, refuseUnknown } from './answer'
import { KINDS, placeOf } from './score-index'
import type { Source } from './source'

const BINS = 40

/** Scores of each group by label, and its calibration where labels are known for all decisions. */
export function scoresOfGroups(source: Source, over: readonly string[]): ExploreScores {
  refuseUnknown(source, over)
  const { scores, undecided, input, frame } = source
  if (scores === null) return { edges: [], groups: [], calibration: [] }
  const edges = edgesOf(scores.index.scores, frame.score?.isProbability === true)
  const table = undecided.table(over)
  const masked = suppressedGroups(table, input.plan.suppress_below)
  const groups = table.groups.map((group) => ({
    group,
    rows: edges.slice(1).map(() => 0),
    positive: edges.slice(1).map(() => 0),
    negative: edges.slice(1).map(() => 0)
  }))
  const before = new Float64Array(scores.index.kinds)
  edges.slice(1).forEach((edge, bin) => {
    const { rows } = scores.index.below(placeOf(scores.index.scores, edge, bin === edges.length - 2 ? 'at_most' : 'at_least'))
    for (let kind = 0; kind < rows.length; kind++) {
      const own = groups[table.ofCell[Math.floor(kind / KINDS)]!]
      const count = rows[kind]! - before[kind]!
      before[kind] = rows[kind]!
      if (own === undefined || count === 0) continue
      own.rows[bin]! += count
      if (kind % KINDS === 1) own.positive[bin]! += count
      if (kind % KINDS === 0) own.negative[bin]! += count
    }
  })
  const shown = groups.map((group, i) => (masked.has(i) ? { group: group.group, rows: null, positive: null, negative: null } : group))
  return { edges, groups: shown, calibration: calibrationOf(source, over) }
}

/** From 0 to 1 for probabilities, else from the least score to the greatest. */
function edgesOf(ascending: Float64Array, isProbability: boolean): number[] {
  const [low, high] = isProbability ? [0, 1] : [ascending[0]!, ascending[ascending.length - 1]!]
  if (low === high) return [low, high]
  return Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? high : low + ((high - low) * i) / BINS))
}

function calibrationOf({ input, undecided, frame, labels }: Source, over: readonly string[]): ExploreScores['calibration'] {
  if (whyUnavailable('calibration_bin_rate', frame) !== null || labels === 'follow-the-decision') return []
  const measures = (metric: 'calibration_bin_score' | 'calibration_bin_rate'): ReturnType<typeof namedMeasures> =>
    namedMeasures(input, evaluate(input, undecided, { metric, over, reference: 'planned', named: true }))
  const rates = measures('calibration_bin_rate')
  return measures('calibration_bin_score').flatMap((score) => {
    const rate = rates.find((other) => other.at.bin === score.at.bin && JSON.stringify(other.group) === JSON.stringify(score.group))
    return rate === undefined || score.at.bin === undefined ? [] : [{ bin: score.at.bin, score, rate }]
  })
}

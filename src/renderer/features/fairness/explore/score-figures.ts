import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { ExploreScores } from '../../../../shared/model/explore'
import { groupValues } from '../../../../shared/words/words'
import type { CalibrationPair } from '../../../charts/specs/calibration'

/** Shares of each group's rows by score, as lines through the middles of the bins; suppressed groups are left out. */
export function scoreShares({ edges, groups }: ExploreScores, title: string): ExhibitOf<'curve'> {
  const middles = edges.slice(1).map((edge, at) => (edge + (edges[at] ?? edge)) / 2)
  return {
    kind: 'curve',
    id: title,
    assessment: 'fairness',
    title,
    at: {},
    group: null,
    notes: [],
    x: { title: 'score', numbers: middles, labels: null },
    y: { title: 'share of the group' },
    series: groups.flatMap(({ group, rows }) => {
      if (rows === null) return []
      const total = Math.max(
        1,
        rows.reduce((sum, n) => sum + n, 0)
      )
      return [{ name: groupValues(group), values: rows.map((n) => n / total), low: null, high: null }]
    }),
    density: null,
    band: null,
    marks: []
  }
}

/** Bins where both the mean score and the share that came true are known. */
export const calibrationPairs = (bins: ExploreScores['calibration']): CalibrationPair[] =>
  bins.flatMap(({ score, rate }) => (score.estimate === null || rate.estimate === null ? [] : [{ score, rate }]))

import type { ExploreLineQuestion, ExploreLines } from '../../../../shared/model/explore'
import type { Measure } from '../../../../shared/model/measure'
import { nameEstimate } from '../../stats/name-estimate'
import { draftsOf, namingOf, refuseUnknown } from './answer'
import { withReference } from './explored-plan'
import { wantedOfMetrics } from './metrics'
import { quantilesOf } from './quantiles'
import type { Source } from './source'
import { decidedView } from './source'

/** One metric over the range of thresholds, a line a group. Metrics of two extremes have one line. */
export function linesOf(source: Source, { over, reference, metric, side }: ExploreLineQuestion): ExploreLines {
  refuseUnknown(source, over)
  if (source.scores === null) return { thresholds: [], lines: [] }
  const input = { ...source.input, plan: withReference(source.input.plan, reference) }
  const naming = namingOf(input)
  const requests = wantedOfMetrics([metric], over).filter((wanted) => wanted.over.length > 0)
  const planned = requests.filter((wanted) => wanted.reference === 'planned')
  const thresholds = quantilesOf(source.scores.index.scores)
  const lines = new Map<string, ExploreLines['lines'][number]>()
  thresholds.forEach((threshold, place) => {
    const view = decidedView(source, threshold, side, false)
    for (const wanted of planned.length > 0 ? planned : requests)
      for (const draft of draftsOf(source, input, view, wanted, { hypothetical: true, settled: false }))
        mark(lines, nameEstimate(naming, draft.place, draft.quantity).measure, place, thresholds.length)
  })
  return { thresholds, lines: [...lines.values()] }
}

function mark(
  lines: Map<string, ExploreLines['lines'][number]>,
  { group, estimate, interval }: Measure,
  place: number,
  length: number
): void {
  const key = JSON.stringify(group)
  const line = lines.get(key) ?? { group, estimates: empty(length), lows: empty(length), highs: empty(length) }
  lines.set(key, line)
  line.estimates[place] = estimate
  line.lows[place] = interval?.low ?? null
  line.highs[place] = interval?.high ?? null
}

const empty = (length: number): (number | null)[] => Array.from({ length }, () => null)

import type {
  ExploreAnswer,
  ExploreLineQuestion,
  ExploreLines,
  ExploreOverview,
  ExploreQuestion,
  ExploreScores
} from '../../../../shared/model/explore'
import type { Frame } from '../frame'
import type { FairnessInput } from '../input'
import { useWith } from '../../columns/roles'
import { answerOf } from './answer'
import { linesOf } from './lines'
import { explorableMetrics } from './metrics'
import { operatingPoint, ruleOf, sideOf } from './operating-point'
import { quantilesOf } from './quantiles'
import { scoresOfGroups } from './score-bins'
import type { Source } from './source'
import { sourceOf } from './source'

export { crossingsOf, explorablePlan } from './explored-plan'

/** A part of the data, ready for any question about thresholds and groups. */
export type Explorer = {
  overview: ExploreOverview
  /** Throws AssayError where the question names what the data do not have. */
  answer: (question: ExploreQuestion) => ExploreAnswer
  lines: (question: ExploreLineQuestion) => ExploreLines
  scores: (over: readonly string[]) => ExploreScores
}

/** Reads the rows once and keeps what every later question needs. The plan is one of `explorablePlan`. */
export function explorerOf(input: FairnessInput): Explorer {
  const source = sourceOf(input)
  return {
    overview: overviewOf(source),
    answer: (question) => answerOf(source, question),
    lines: (question) => linesOf(source, question),
    scores: (over) => scoresOfGroups(source, over)
  }
}

function overviewOf(source: Source): ExploreOverview {
  const { input, frame, planned, labels, live } = source
  return {
    part: input.part,
    dataset: input.dataset,
    rows: input.rows,
    attributes: [...frame.attributes.keys()].map((name) => {
      const table = planned.table([name])
      const groups = table.groups.flatMap((group, i) => (i === table.unknown ? [] : [{ value: group[name]!, rows: table.rows[i]! }]))
      return { name, groups, unknown: table.unknown < 0 ? 0 : table.rows[table.unknown]! }
    }),
    crossings: [],
    reference: { ...input.plan.groups.reference },
    decided: frame.decision === null ? 'none' : useWith(input.plan, 'decision') === undefined ? 'rule' : 'column',
    score: scoreFacts(source),
    metrics: explorableMetrics(frame.decision === null && source.scores !== null ? decided(frame) : frame),
    labels: labels,
    liveIntervals: live
  }
}

const decided = (frame: Frame): Frame => ({ ...frame, decision: { codes: new Uint8Array(0), map: Uint32Array.of(0, 1, 2) } })

function scoreFacts({ input, frame, scores }: Source): ExploreOverview['score'] {
  if (scores === null) return null
  const { name, index, ranking } = scores
  const ascending = index.scores
  const rule = ruleOf(input.plan.assessments.fairness?.decide ?? {})
  const side = rule?.side ?? sideOf(useWith(input.plan, 'score')?.of)
  const column = useWith(input.plan, 'decision') !== undefined && frame.decision !== null ? frame.decision : null
  return {
    name,
    low: ascending[0]!,
    high: ascending[ascending.length - 1]!,
    missing: input.rows - ascending.length,
    isProbability: frame.score?.isProbability === true,
    side,
    quantiles: quantilesOf(ascending),
    operating: column !== null ? operatingPoint(ranking, column, side) : rule && { threshold: rule.threshold, agreement: 1 }
  }
}

import {
  isPairedMetric,
  type Challenger,
  type ComparedMetric,
  type ComparisonPlan,
  type PairedMetric
} from '../../../shared/model/assessments/comparison'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart } from '../assessment'
import { judgesModel } from '../columns/judged-model'
import { outcomesOf, type Outcomes } from '../columns/outcomes'
import { isRegression, useWith } from '../columns/roles'
import { takenRows } from '../columns/taken-rows'
import type { Pair, Panel } from './input'
import { sidePlan } from './side-plan'
import { cellsOf } from './tellable'

const MISSING = 2

/** The models on the rows for which each has the decision and the score that it makes. */
export function panelOf(plan: Plan, asked: ComparisonPlan, part: AssessedPart): Panel {
  const choice = { plan, part: part.part, known: new Set(part.columns.keys()) }
  const sides = [null, ...asked.challengers]
  const outcomes = (rows: AssessedPart): Outcomes[] =>
    sides.map((challenger) => outcomesOf({ ...rows, plan: sidePlan(choice, challenger, []) }))
  const whole = outcomes(part)
  const judged = whole.map((one) => judgedRows(one, part.rows))
  const unjudged = judged.map((of) => of.reduce((left, one) => left - one, part.rows))
  const keep = judgedByAll(judged, part.rows)
  const taken = unjudged.every((left) => left === 0) ? part : takenRows(part, keep)
  const leftCells = cellsOf(whole[0]!, part.rows, (row) => (keep[row] === 1 ? -1 : 0), 1)
  const [champion, ...challengers] = outcomes(taken)
  return { plan, asked, part: taken, unjudged, leftCells, champion: champion!, challengers }
}

function judgedRows({ decision, ranking, prediction }: Outcomes, rows: number): Uint8Array {
  const scores = ranking ?? prediction
  const judged = new Uint8Array(rows).fill(1)
  for (let row = 0; row < rows; row++) if (decision?.[row] === MISSING || (scores !== null && scores[row] !== scores[row])) judged[row] = 0
  return judged
}

function judgedByAll(judged: readonly Uint8Array[], rows: number): Uint8Array {
  const all = new Uint8Array(rows).fill(1)
  for (const of of judged) for (let row = 0; row < rows; row++) all[row]! &= of[row]!
  return all
}

export const pairsOf = ({ challengers, ...panel }: Panel): Pair[] =>
  panel.asked.challengers.map((against: Challenger, at) => ({ ...panel, against, challenger: challengers[at]! }))

/** What the plan asks for, or all that both models and the labels allow. */
export function comparedMetrics({ plan, asked, champion, challenger }: Pair): ComparedMetric[] {
  const judged = judgedMetrics(plan)
  if (asked.metrics !== undefined) return [...new Set([...asked.metrics, ...judged])]
  if (isRegression(plan)) return ['mae']
  const labelled = useWith(plan, 'label') !== undefined
  const both = (of: keyof Outcomes): boolean => champion[of] !== null && challenger[of] !== null
  const decisions: ComparedMetric[] = labelled ? ['selection_rate', 'accuracy', 'tpr', 'fpr', 'ppv'] : ['selection_rate']
  const scores: ComparedMetric[] = ['auc', ...(both('probability') ? (['brier'] as const) : [])]
  return [...new Set([...(both('decision') ? decisions : []), ...(labelled && both('ranking') ? scores : []), ...judged])]
}

/** Metrics whose differences criteria on a challenger judge. */
const judgedMetrics = (plan: Plan): PairedMetric[] =>
  plan.criteria.flatMap((criterion) => {
    const base = criterion.metric.replace(/_difference$/, '')
    return judgesModel(plan, criterion) && criterion.each === undefined && isPairedMetric(base) ? [base] : []
  })

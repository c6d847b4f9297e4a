import { isPairedMetric, PAIRED_METRICS, type ComparedMetric, type PairedMetric } from '../../../shared/model/assessments/comparison'
import type { Plan } from '../../../shared/model/plan'
import type { Population } from '../../../shared/model/report'
import type { AssessedPart, AssessmentResult, ColumnNeed } from '../../core/assessment'
import { madeColumn } from '../../core/columns/made-column'
import { allOne, rowWeightsOf } from '../../core/columns/row-weights'
import { areaDifference } from '../../core/comparison/area-difference'
import { adjustTests } from '../../core/comparison/adjust-tests'
import { concludeComparison, type Compared } from '../../core/comparison/conclude'
import type { Pair, Panel } from '../../core/comparison/input'
import { comparedMetrics, pairsOf, panelOf } from '../../core/comparison/panel'
import { pairedEstimates, type Tested } from '../../core/comparison/paired-estimates'
import { pairedOutcome, pairedPlacements } from '../../core/comparison/paired-outcome'
import { isOfEvents, pairedPlan, withDifferences } from '../../core/comparison/paired-plan'
import { blinded, figuresAsked, isBlind, sideFigures } from '../../core/comparison/side-figures'
import { scoreColumnOf, sidePlan } from '../../core/comparison/side-plan'
import { tellsEvents, tellsRows } from '../../core/comparison/tellable'
import { undefinedDifference } from '../../core/comparison/undefined-difference'
import { assessFairness, neededColumns } from '../../core/fairness/assess-fairness'
import type { FairnessResult } from '../../core/fairness/input'
import type { FairnessKernels } from '../../core/fairness/kernels'
import { linearisedAuc } from '../../core/stats/paired-auc'
import type { Job } from '../job'
import { scoresOfDataset } from '../score-rows'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'

type Engine = (part: AssessedPart, plan: Plan) => FairnessResult

/** The plan's comparison: each model on the rows that all of them judge, and what each challenger does differently there. */
export async function comparisonOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const kernels = sortingOnce(input.kernels)
  const { comparison: asked } = plan.assessments
  if (asked === undefined) return null
  const open = partNamed(input, asked.part, 'assessments.comparison')
  const panel = panelOf(plan, asked, await withComputedScores(input, open, job))
  if (panel.part.rows === 0) return concludeComparison(panel, [], [], false)
  const pairs = pairsOf(panel)
  const engine: Engine = (part, of) =>
    assessFairness({ ...part, plan: of, seed, requests: [], kernels, checkpoint: checkpoint(job, 'Comparing models') })
  const metrics = [...new Set(pairs.flatMap(comparedMetrics))]
  const { figures, population } = figuresOf(panel, metrics, engine)
  const compared = pairs.map((pair): Compared => {
    const tested = comparedMetrics(pair)
      .filter(isPairedMetric)
      .flatMap((metric) => differencesIn(pair, metric, population, engine, kernels))
    return { pair, estimates: adjustTests(pair, tested) }
  })
  return concludeComparison(panel, figures, compared, population.labels !== 'follow-the-decision')
}

/** The same scores are ranked for each model's own figures and for their difference. */
function sortingOnce(kernels: ReportInput['kernels']): ReportInput['kernels'] {
  const known = new WeakMap<Float64Array, ReturnType<FairnessKernels['rank']>>()
  const sort: FairnessKernels['rank'] = kernels.rank
  const rank: FairnessKernels['rank'] = (scores) => {
    const ranking = known.get(scores) ?? sort(scores)
    known.set(scores, ranking)
    return ranking
  }
  return { ...kernels, rank }
}

/** What the engine of group measures says of each model; nothing of single models where small cells are masked. */
function figuresOf(
  panel: Panel,
  metrics: readonly ComparedMetric[],
  engine: Engine
): { figures: AssessmentResult['estimates']; population: Population } {
  const { plan, asked, part } = panel
  const choice = { plan, part: part.part, known: new Set(part.columns.keys()) }
  const wanted = figuresAsked(plan, metrics)
  const found = [null, ...asked.challengers].map((challenger) => ({ challenger, ...engine(part, sidePlan(choice, challenger, wanted)) }))
  const { population } = found[0]!
  const figures = found.flatMap(({ challenger, estimates }) =>
    sideFigures(panel, challenger?.name ?? asked.champion, challenger === null ? estimates : blinded(population.labels, estimates))
  )
  return { figures: plan.suppress_below === undefined ? figures : [], population }
}

function differencesIn(
  pair: Pair,
  metric: PairedMetric,
  population: Population,
  engine: Engine,
  kernels: ReportInput['kernels']
): Tested[] {
  const { part, plan } = pair
  if (!tellsRows(pair) || (isOfEvents(metric) && !tellsEvents(pair))) return masked(pair, metric)
  if (isBlind(population.labels, metric)) return [undefinedDifference(pair, PAIRED_METRICS[metric], 'labels-follow-the-decision')]
  const weights = rowWeightsOf({ ...part, plan })
  const independent = allOne(weights) && population.clusters?.repeats !== true && plan.inference.kind !== 'sample'
  const averaged = (differences: Float64Array): FairnessResult['estimates'] =>
    engine(withDifferences(part, metric, differences), pairedPlan(plan, part, metric)).estimates
  if (metric !== 'auc') return pairedEstimates(pair, metric, averaged(pairedOutcome(metric, pair)), independent)
  const placements = pairedPlacements(pair, plan, kernels)
  if (placements === null) return [undefinedDifference(pair, 'auc_difference', 'no-scores')]
  const means = averaged(linearisedAuc(placements, weights?.values ?? null)).filter(({ measure }) => measure.metric === 'mean_score')
  return independent ? means.map((mean) => areaDifference(pair, mean, placements)) : pairedEstimates(pair, metric, means, false)
}

/** Nothing of a metric is told. */
const masked = (pair: Pair, metric: PairedMetric): Tested[] => [
  undefinedDifference(pair, PAIRED_METRICS[metric], 'suppressed'),
  ...(metric === 'selection_rate' ? [undefinedDifference(pair, 'decided_differently', 'suppressed')] : [])
]

/** The part in memory, with the scores of model files as further columns. */
async function withComputedScores(input: ReportInput, open: OpenPart, job: Job): Promise<AssessedPart> {
  const { plan, models } = input
  const { challengers } = plan.assessments.comparison!
  const part = await assessedPart(open, needsOf(plan, open), job)
  const columns = new Map(part.columns)
  for (const challenger of challengers) {
    const model = models.find(({ input: { name } }) => name === challenger.model)
    if (model === undefined) continue
    const name = scoreColumnOf(challenger)!
    const numbers = await scoresOfDataset(model, open.dataset, `Computing the scores of ${challenger.name}`, job)
    columns.set(name, { column: madeColumn(name, 'number', 'score'), numbers })
  }
  return { ...part, columns }
}

/** Columns that make outcomes, clusters, weights and groups, and those of the challengers; each once. */
function needsOf(plan: Plan, { part, dataset }: OpenPart): ColumnNeed[] {
  const known = new Set(dataset.manifest.columns.map(({ name }) => name))
  const needs = [null, ...plan.assessments.comparison!.challengers].flatMap((challenger) =>
    neededColumns(sidePlan({ plan, part, known }, challenger, []), part)
  )
  const once = new Map<string, ColumnNeed>()
  for (const need of needs) if (known.has(need.name) && !once.has(need.name)) once.set(need.name, need)
  return [...once.values()]
}

import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import type { AssessmentResult } from '../../core/assessment'
import { isRegression, useWith } from '../../core/columns/roles'
import { scoreColumnOf } from '../../core/columns/score-column'
import { assessExplanation } from '../../core/explain/assess-explanation'
import { digestOf } from '../../core/explain/background-digest'
import { simpleRandom } from '../../core/explain/draw-rows'
import type { Explained } from '../../core/explain/input'
import { neededColumns, rowsOfPart } from '../../core/explain/rows-of-part'
import { playersIn } from '../../core/explain/topic'
import type { Job } from '../job'
import { bindingOf, bindModel, loadFeatures } from '../load-model'
import type { PlannedModel } from '../planned-models'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'
import { exactContributions } from './exact-contributions'
import { reproduceScores } from './reproduce-scores'
import { subjectOf } from './subject-of'

/** The plan's explanation section: rows and background drawn, features read a column at a time, then everything computed in core. */
export async function explanationOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const { explanation } = plan.assessments
  if (!explanation) return null
  const open = partNamed(input, explanation.part, 'assessments.explanation')
  const part = await assessedPart(open, neededColumns(plan, explanation), job)
  const planned = { ...part, plan }
  const drawn = rowsOfPart(planned, explanation, `${seed} rows`)
  const behind = backgroundPart(input, explanation)
  const heldAgainst = simpleRandom(behind.dataset.manifest.rows, explanation.background.rows, `${seed} background`)
  const models: Explained[] = []
  for (const model of chosenModels(input, explanation)) {
    const table = { columns: await featureColumns(model, open, drawn.design.rows, job), rows: drawn.design.rows.length }
    const background = { columns: await featureColumns(model, behind, heldAgainst, job), rows: heldAgainst.length }
    const reproduction = await reproduceScores(model, plan, open, drawn.design.rows, job)
    const subject = subjectOf(model)
    const exact = await exactContributions(input, model, playersIn({ explanation }, subject), table, background, job)
    models.push({ subject, table, background, exact, ...(reproduction === null ? {} : { reproduction }) })
  }
  const favourable = useWith(plan, 'score')?.of !== 'unfavourable'
  return assessExplanation({
    plan,
    explanation,
    seed,
    checkpoint: checkpoint(job, 'Explaining scores'),
    part: part.part,
    dataset: part.dataset,
    inputs: part.inputs,
    rows: part.rows,
    columns: [...part.columns.keys()],
    ...drawn,
    outcome: favourable || isRegression(plan) ? drawn.outcome : (drawn.outcome?.map((outcome) => 1 - outcome) ?? null),
    models,
    heldAgainst: { part: behind.part, rows: heldAgainst.length, sha256: digestOf(models) },
    isProbability: scoreColumnOf(planned)?.isProbability ?? true,
    favourable
  })
}

/** A model's features for those rows of a part, one at a time so that the part itself need not fit in memory. */
async function featureColumns(
  { input, loaded }: PlannedModel,
  { dataset }: OpenPart,
  rows: Uint32Array,
  job: Job
): Promise<Float64Array[]> {
  const { predictor, prepare } = loaded.model
  const float32 = predictor.kind === 'trees' && predictor.float32 && prepare === null
  const columns: Float64Array[] = []
  for (const bound of bindModel(loaded, dataset.manifest.columns, bindingOf(input))) {
    const [values] = await loadFeatures(dataset, [bound], job)
    columns.push(Float64Array.from(rows, (row) => (float32 ? Math.fround(values![row]!) : values![row]!)))
  }
  return columns
}

/** The part that the plan names, else `reference` where there is one, else the explained part itself. */
function backgroundPart(input: ReportInput, { part, background }: ExplanationPlan): OpenPart {
  const preset = input.parts.some((one) => one.part === 'reference') ? 'reference' : part
  return partNamed(input, background.part ?? preset, 'assessments.explanation.background')
}

const chosenModels = ({ models }: ReportInput, { models: names }: ExplanationPlan): PlannedModel[] =>
  names === undefined ? [...models] : names.flatMap((name) => models.filter(({ input }) => input.name === name))

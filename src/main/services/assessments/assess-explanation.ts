import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import type { AssessmentResult, ColumnNeed } from '../../core/assessment'
import { isRegression, useWith } from '../../core/columns/roles'
import { scoreColumnOf } from '../../core/columns/score-column'
import { assessExplanation } from '../../core/explain/assess-explanation'
import { digestOf } from '../../core/explain/background-digest'
import { simpleRandom } from '../../core/explain/draw-rows'
import type { Explained } from '../../core/explain/input'
import { cohortColumns, cohortsOf } from '../../core/explain/cohorts/rows-of-cohorts'
import { importedColumns, importedOf } from '../../core/explain/imported/imported'
import { neededColumns, rowsOfPart } from '../../core/explain/rows-of-part'
import { responsesOf, type Table } from '../../core/explain/subject'
import { playersIn } from '../../core/explain/topic'
import type { Job } from '../job'
import { bindingOf, bindModel, loadFeatures } from '../load-model'
import type { PlannedModel } from '../planned-models'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'
import { exactContributions } from './exact-contributions'
import { movedImportances } from './moved-importances'
import { reproduceScores } from './reproduce-scores'
import { subjectOf } from './subject-of'

/** The plan's explanation section: rows and background drawn, features read a column at a time, then everything computed in core. */
export async function explanationOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const { explanation } = plan.assessments
  if (!explanation) return null
  const open = partNamed(input, explanation.part, 'assessments.explanation')
  const quantities = new Set(
    open.dataset.manifest.columns.flatMap(({ name, type }) => (type === 'number' || type === 'integer' ? [name] : []))
  )
  const { attributions } = explanation
  const more = attributions === undefined ? [] : importedColumns(plan, attributions, quantities)
  const needs = neededColumns(plan, explanation)
  const known = new Set(open.dataset.manifest.columns.map(({ name }) => name))
  const asked = [...more, ...cohortColumns(explanation).filter(({ name }) => known.has(name))]
  const part = await assessedPart(open, onceEach([...needs, ...asked]), job)
  const planned = { ...part, plan }
  const drawn = rowsOfPart(planned, explanation, `${seed} rows`)
  const behind = backgroundPart(input, explanation)
  const heldAgainst = simpleRandom(behind.dataset.manifest.rows, explanation.background.rows, `${seed} background`)
  const favourable = useWith(plan, 'score')?.of !== 'unfavourable'
  const outcome = favourable || isRegression(plan) ? drawn.outcome : (drawn.outcome?.map((known) => 1 - known) ?? null)
  const isProbability = scoreColumnOf(planned)?.isProbability ?? true
  const models: Explained[] = []
  for (const model of chosenModels(input, explanation)) {
    const { table, background } = await tablesOf(model, { open, rows: drawn.design.rows }, { open: behind, rows: heldAgainst }, job)
    const reproduction = await reproduceScores(model, plan, open, drawn.design.rows, job)
    const subject = subjectOf(model)
    const players = playersIn({ explanation }, subject)
    const exact = await exactContributions(input, model, players, table, background, job)
    const asProbability = isProbability && inUnitInterval(responsesOf(subject, table))
    const asking = { plan, explanation, seed, outcome, isProbability: asProbability, design: drawn.design, subject, table, players }
    const moved = await movedImportances(input, model, asking, job)
    models.push({
      subject,
      table,
      background,
      exact,
      moved,
      isProbability: asProbability,
      ...(reproduction === null ? {} : { reproduction })
    })
  }
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
    outcome,
    models,
    heldAgainst:
      attributions !== undefined
        ? null
        : { part: behind.part, rows: heldAgainst.length, of: behind.dataset.manifest.rows, sha256: digestOf(models) },
    cohorts: cohortsOf(planned, explanation, drawn.design.rows),
    imported: attributions === undefined ? null : importedOf(planned, attributions, quantities, drawn.design.rows),
    isProbability,
    favourable
  })
}

/** A response outside 0 … 1 is no probability, whatever is said of the log. */
const inUnitInterval = (responses: Float64Array): boolean => responses.every((response) => response >= 0 && response <= 1)

/** The first need of each column. */
const onceEach = (needs: readonly ColumnNeed[]): ColumnNeed[] =>
  needs.filter(({ name }, place) => needs.findIndex((one) => one.name === name) === place)

type Chosen = { open: OpenPart; rows: Uint32Array }

/** Explained rows and background; where they are of one dataset it is read once for both. */
async function tablesOf(
  model: PlannedModel,
  explained: Chosen,
  background: Chosen,
  job: Job
): Promise<{ table: Table; background: Table }> {
  if (explained.open.dataset !== background.open.dataset) {
    const [table] = await featureTables(model, explained.open, [explained.rows], job)
    const [behind] = await featureTables(model, background.open, [background.rows], job)
    return { table: table!, background: behind! }
  }
  const [table, behind] = await featureTables(model, explained.open, [explained.rows, background.rows], job)
  return { table: table!, background: behind! }
}

/** A model's features for some sets of a part's rows, one feature at a time so that the part itself need not fit in memory. */
async function featureTables(
  { input, loaded }: PlannedModel,
  { dataset }: OpenPart,
  sets: readonly Uint32Array[],
  job: Job
): Promise<Table[]> {
  const { predictor, prepare } = loaded.model
  const float32 = predictor.kind === 'trees' && predictor.float32 && prepare === null
  const columns: Float64Array[][] = sets.map(() => [])
  for (const bound of bindModel(loaded, dataset.manifest.columns, bindingOf(input))) {
    const [values] = await loadFeatures(dataset, [bound], job)
    for (const [s, rows] of sets.entries())
      columns[s]!.push(Float64Array.from(rows, (row) => (float32 ? Math.fround(values![row]!) : values![row]!)))
  }
  return sets.map((rows, s) => ({ columns: columns[s]!, rows: rows.length }))
}

/** The part that the plan names, else `reference` where there is one, else the explained part itself. */
function backgroundPart(input: ReportInput, { part, background }: ExplanationPlan): OpenPart {
  const preset = input.parts.some((one) => one.part === 'reference') ? 'reference' : part
  return partNamed(input, background.part ?? preset, 'assessments.explanation.background')
}

const chosenModels = ({ models }: ReportInput, { models: names }: ExplanationPlan): PlannedModel[] =>
  names === undefined ? [...models] : names.flatMap((name) => models.filter(({ input }) => input.name === name))

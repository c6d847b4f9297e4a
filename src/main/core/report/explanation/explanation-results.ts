import { modelsOf } from '../../../../shared/reading/models'
import type { View } from '../../../../shared/reading/view'
import type { Block } from '../blocks'
import { note, subsection } from '../build'
import { casesQuestion } from './cases-question'
import { cohortsQuestion } from './cohorts-question'
import { dependenceQuestion } from './dependence-question'
import { effectsQuestion } from './effects-question'
import { gapQuestion } from './gap-question'
import { importanceQuestion } from './importance-question'
import { proxiesQuestion } from './proxies-question'
import { reasonsQuestion } from './reasons-question'
import { modelQuestion } from './model-question'
import { reproductionQuestion } from './reproduction-question'
import { modelView, type ModelView } from './model-view'

const QUESTIONS: readonly ((of: ModelView) => Block[])[] = [
  modelQuestion,
  reproductionQuestion,
  importanceQuestion,
  dependenceQuestion,
  effectsQuestion,
  gapQuestion,
  cohortsQuestion,
  reasonsQuestion,
  proxiesQuestion,
  casesQuestion
]

/** Why each model gives the scores it gives. */
export function explanationResults(view: View): Block[] {
  const measures = view.report.measures.filter(({ assessment }) => assessment === 'explanation')
  const exhibits = view.report.exhibits.filter(({ assessment }) => assessment === 'explanation')
  return modelsOf(view, measures).flatMap((model) => {
    const of = modelView(view, measures, exhibits, model)
    return [
      subsection(model === undefined ? 'Explanation of scores' : `Explanation of scores: ${model}`),
      note(
        'Contributions say to which features a score is attributed by the model, held against a background. They do not say what would change it, nor why the world is so.'
      ),
      ...QUESTIONS.flatMap((question) => question(of))
    ]
  })
}

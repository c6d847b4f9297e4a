import { AssayError } from '../../../shared/model/errors'
import { treeCuts, treeGain } from '../../core/models/tree-facts'
import { respond } from '../../core/models/link'
import { isComputed, type ComputedModel } from '../../core/models/model'
import { predictRaw } from '../../core/models/predict'
import type { Feature, Subject } from '../../core/explain/subject'
import type { PlannedModel } from '../planned-models'

/** A model file as explanations see it: its chosen output, in raw margin. Throws `model/not-explained`. */
export function subjectOf({ input, loaded: { model, file }, output, negated }: PlannedModel): Subject {
  if (!isComputed(model)) throw new AssayError('model/not-explained', { file })
  const sign = negated ? -1 : 1
  return {
    name: input.name,
    features: model.features.map(featureOf),
    margin: ({ columns, rows }) => {
      const raw = predictRaw(model, columns, rows)[output]!
      return negated ? raw.map((margin) => -margin) : raw
    },
    respond: model.outputs.length === 1 ? (margin) => responseOf(model, sign * margin, negated) : (margin) => margin,
    gain: model.predictor.kind === 'trees' ? treeGain(model, output) : null,
    cuts: (feature) => treeCuts(model, feature)
  }
}

const featureOf = (feature: ComputedModel['features'][number]): Feature => ({
  name: feature.name,
  levels: feature.kind === 'category' ? feature.values : null
})

const scratch = [new Float64Array(1)]

function responseOf({ link }: ComputedModel, margin: number, negated: boolean): number {
  if (link.kind === 'identity') return margin
  scratch[0]![0] = margin
  const response = respond(link, scratch)[0]![0]!
  return negated ? 1 - response : response
}

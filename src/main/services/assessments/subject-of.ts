import { treeClasses, treeCuts, treeGain } from '../../core/models/tree-facts'
import { respond } from '../../core/models/link'
import { isComputed, type Model } from '../../core/models/model'
import { restrictedTrees } from '../../core/models/restricted-trees'
import { rawOf, responseOf as responsesOf } from '../load-model'
import type { Feature, Subject } from '../../core/explain/subject'
import type { PlannedModel } from '../planned-models'

/** A model file as explanations see it: its chosen output, in raw margin. */
export function subjectOf({ input, loaded, output, negated }: PlannedModel): Subject {
  const { model } = loaded
  const predict = rawOf(loaded)
  const sign = negated ? -1 : 1
  const dependsOnAll = model.outputs.length > 1 && model.link.kind !== 'identity'
  const responses = responsesOf(loaded)
  return {
    name: input.name,
    features: model.features.map((feature) => featureOf(feature, input.categories[feature.name])),
    margin: ({ columns, rows }) => {
      const raw = predict(columns, rows)[output]!
      return negated ? raw.map((margin) => -margin) : raw
    },
    respond: (margin) => responseOf(model, sign * margin, negated),
    ...(dependsOnAll ? { response: ({ columns, rows }) => responses(columns, rows)[output]! } : {}),
    gain: isComputed(model) ? treeGain(model, output) : null,
    cuts: (feature) => (isComputed(model) ? treeCuts(model, feature) : null),
    classes: (feature) => (isComputed(model) ? treeClasses(model, feature) : null),
    restricted: dependsOnAll ? null : restrictedOf(model, output, negated)
  }
}

function restrictedOf({ predictor, prepare }: Model, output: number, negated: boolean): NonNullable<Subject['restricted']> | null {
  const trees = predictor.kind === 'trees' && prepare === null ? restrictedTrees(predictor, output) : null
  if (trees === null) return null
  return (row, free) => {
    const predict = trees(row, free)
    return ({ columns, rows }) => (negated ? predict(columns, rows).map((margin) => -margin) : predict(columns, rows))
  }
}

/** Categories by the plan's names, else the file's; where neither names them they are known by their numbers. */
const featureOf = (feature: Model['features'][number], said: readonly string[] | undefined): Feature => ({
  name: feature.name,
  levels: feature.kind === 'category' ? (said ?? feature.values ?? []) : (said ?? null)
})

const scratch = [new Float64Array(1)]

function responseOf({ link }: Model, margin: number, negated: boolean): number {
  if (link.kind === 'identity') return margin
  scratch[0]![0] = margin
  const response = respond(link, scratch)[0]![0]!
  return negated ? 1 - response : response
}

import { unsupported } from '../fault'
import { has, items, member, number, rootField, text, type Field } from '../json/fields'
import type { Json } from '../json/value'
import type { LinearPredictor, Model, TreeEnsemble } from '../model'
import { readBase } from './base-score'
import { readFeatures } from './features'
import { readForest } from './forest'
import { readGblinear } from './gblinear'
import { readObjective } from './objective'
import { readShape, type Rounds, type Shape } from './shape'

/**
 * A model of XGBoost ≥ 1.0 from its JSON or UBJSON (https://xgboost.readthedocs.io, "Introduction to Model IO"). `rounds` null: as the library itself
 * does, which is all rounds for a Booster and the best for a scikit-learn wrapper that stopped early.
 */
export function readXgboost(file: Json, format: 'xgboost-json' | 'xgboost-ubjson', rounds: Rounds | null): Model {
  const learner = member(rootField(file), 'learner')
  const shape = readShape(learner)
  const objective = readObjective(text(member(member(learner, 'objective'), 'name')), shape.outputs)
  const base = readBase(learner, objective.toMargin, shape.outputs)
  const predictor = readBooster(member(learner, 'gradient_booster'), shape, base, rounds ?? usualRounds(learner), learner)
  const features = readFeatures(learner, shape.features)
  return {
    format,
    library: `XGBoost ${versionOf(member(rootField(file), 'version'))}`,
    features,
    prepare:
      predictor.kind === 'linear'
        ? { normalize: null, columns: features.map(({ name }, feature) => ({ name, feature, steps: [{ kind: 'impute', value: 0 }] })) }
        : null,
    predictor,
    outputs: objective.outputs,
    link: objective.link,
    classes: objective.classes,
    precision: 'float32'
  }
}

function readBooster(booster: Field, shape: Shape, base: Float64Array, rounds: Rounds, learner: Field): TreeEnsemble | LinearPredictor {
  const name = text(member(booster, 'name'))
  switch (name) {
    case 'gbtree':
      return readForest(member(booster, 'model'), shape, base, { rounds, weights: null, learner })
    case 'dart': {
      const weights = items(member(booster, 'weight_drop')).map(number)
      return readForest(member(member(booster, 'gbtree'), 'model'), shape, base, { rounds, weights, learner })
    }
    case 'gblinear':
      return readGblinear(member(booster, 'model'), shape, base)
    default:
      return unsupported('learner.gradient_booster', `is the booster "${name.slice(0, 40)}"`)
  }
}

/** scikit-learn's wrappers predict with the best round after early stopping; a Booster with all. */
function usualRounds(learner: Field): Rounds {
  if (!has(learner, 'attributes')) return 'all'
  const attributes = member(learner, 'attributes')
  return has(attributes, 'scikit_learn') && has(attributes, 'best_iteration') ? 'best' : 'all'
}

const versionOf = (version: Field): string => (version.value === undefined ? '(version not said)' : items(version).map(number).join('.'))

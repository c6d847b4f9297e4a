import { damaged, unsupported } from '../fault'
import { array, has, items, member, number, numbers, rootField, text, type Field } from '../json/fields'
import { parseJson } from '../json/parse-json'
import type { Json } from '../json/value'
import { LIMITS } from '../limits'
import type { Link, Model } from '../model'
import { readFeatures } from './features'
import { readTrees } from './trees'

/** A model of CatBoost from `save_model(…, format="json")`: numbers, and categories by one-hot splits. */
export function readCatboost(file: Json): Model {
  const root = rootField(file)
  const features = readFeatures(member(root, 'features_info'))
  const { scale, base } = scaleAndBias(member(root, 'scale_and_bias'))
  const link = readLink(member(root, 'model_info'))
  const classes = classesOf(member(root, 'model_info'), link)
  return {
    format: 'catboost-json',
    library: 'CatBoost',
    features: features.list,
    prepare: null,
    predictor: { kind: 'trees', ...readTrees(root, features, { scale, outputs: base.length }), inclusive: true, float32: true, base },
    outputs: base.length === 1 ? ['margin'] : (classes ?? Array.from(base, (_, k) => String(k))),
    link,
    classes,
    precision: 'float64'
  }
}

/** [scale, [bias of each output]]; older files have a single number for the bias. */
function scaleAndBias(field: Field): { scale: number; base: Float64Array } {
  const [scale, bias] = items(field)
  if (scale === undefined || bias === undefined) return damaged(field.at, 'is no pair')
  const base = typeof bias.value === 'number' ? Float64Array.of(bias.value) : numbers(bias)
  if (base.length < 1 || base.length > LIMITS.outputs) damaged(bias.at, `has ${base.length} entries`)
  if (!base.every(Number.isFinite) || !Number.isFinite(number(scale))) damaged(field.at, 'has an entry that is not a number')
  return { scale: number(scale), base }
}

const PLAIN = [
  'RMSE',
  'MAE',
  'Quantile',
  'MultiQuantile',
  'MultiRMSE',
  'MAPE',
  'Huber',
  'Lq',
  'LogCosh',
  'Expectile',
  'LogLinQuantile',
  'YetiRank',
  'YetiRankPairwise',
  'PairLogit',
  'PairLogitPairwise',
  'QueryRMSE',
  'QuerySoftMax',
  'QueryCrossEntropy',
  'StochasticRank'
]
const LINKS: ReadonlyMap<string, Link> = new Map<string, Link>([
  ['Logloss', { kind: 'logistic', scale: 1 }],
  ['CrossEntropy', { kind: 'logistic', scale: 1 }],
  ['MultiClass', { kind: 'softmax' }],
  ['MultiClassOneVsAll', { kind: 'one-vs-all', scale: 1, normalized: false }],
  ['Poisson', { kind: 'exp' }],
  ['Tweedie', { kind: 'exp' }],
  ...PLAIN.map((name): [string, Link] => [name, { kind: 'identity' }])
])

/** By the loss the model was trained with; the parameters are an object, or JSON as text. */
function readLink(info: Field): Link {
  const params = member(info, 'params')
  const object = typeof params.value === 'string' ? { ...params, value: parseJson(params.value) } : params
  const name = text(member(member(object, 'loss_function'), 'type'))
  return LINKS.get(name) ?? unsupported('loss_function', `is "${name.slice(0, 40)}"`)
}

function classesOf(info: Field, link: Link): readonly string[] | null {
  if (link.kind === 'identity' || link.kind === 'exp') return null
  const params = has(info, 'class_params') ? member(info, 'class_params') : null
  const object = params !== null && typeof params.value === 'string' ? { ...params, value: parseJson(params.value) } : params
  if (object === null || !has(object, 'class_names')) return link.kind === 'logistic' ? ['0', '1'] : null
  return array(member(object, 'class_names')).map((name) => (typeof name === 'string' ? name : JSON.stringify(name)))
}

import type { Feature } from '../model'
import { arithmetic, binarizer, cast, concat, imputer, normalizer, pick, reshape, scaler } from './columns'
import { labelEncoder, oneHot } from './encoders'
import type { OnnxFile } from './graph'
import { linearClassifier, linearRegressor } from './linear'
import { treeEnsemble } from './tree-ensemble'
import { treeClassifier, treeRegressor } from './tree-operators'
import type { Lowering, Operator, Scores, Value } from './value'

const same: Operator = (_, [from]) => from ?? null

/** A link after the predictor, where it had none. */
const sigmoid: Operator = (_, [from]) =>
  from?.kind === 'scores' && from.link.kind === 'identity' && from.classes === null && from.outputs.length === 1
    ? { ...from, link: { kind: 'logistic', scale: 1 }, classes: ['0', '1'] }
    : null

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['Identity', same],
  ['ZipMap', (_, [from]) => (from?.kind === 'scores' ? from : null)],
  ['Cast', cast],
  ['Concat', concat],
  ['FeatureVectorizer', concat],
  ['Gather', pick],
  ['ArrayFeatureExtractor', pick],
  ['Reshape', reshape],
  ['Add', arithmetic],
  ['Sub', arithmetic],
  ['Mul', arithmetic],
  ['Div', arithmetic],
  ['Scaler', scaler],
  ['Imputer', imputer],
  ['Binarizer', binarizer],
  ['Normalizer', normalizer],
  ['OneHotEncoder', oneHot],
  ['LabelEncoder', labelEncoder],
  ['LinearRegressor', linearRegressor],
  ['LinearClassifier', linearClassifier],
  ['TreeEnsembleRegressor', treeRegressor],
  ['TreeEnsembleClassifier', treeClassifier],
  ['TreeEnsemble', treeEnsemble],
  ['Sigmoid', sigmoid]
])

const DOMAINS = ['', 'ai.onnx', 'ai.onnx.ml']

/** The scores of a graph whose way from the inputs consists of steps that Assay has structures for; null for any other graph. */
export function lowerGraph(file: OnnxFile, inputs: ReadonlyMap<string, Value>, features: Feature[]): Scores | null {
  const state: Lowering = {
    features,
    values: new Map([...[...file.constants].map(([name, tensor]) => [name, { kind: 'constant', tensor }] as const), ...inputs])
  }
  for (const node of file.nodes) {
    const operator = DOMAINS.includes(node.domain) ? OPERATORS.get(node.op) : undefined
    const value =
      operator?.(
        node,
        node.inputs.map((name) => state.values.get(name)),
        state
      ) ?? null
    const place = node.op.endsWith('Classifier') ? 1 : 0
    const name = node.outputs[place]
    if (value !== null && name !== undefined) state.values.set(name, value)
  }
  const scores = file.outputs.map((name) => state.values.get(name)).filter((value) => value?.kind === 'scores')
  const [first] = scores
  if (first === undefined || scores.some(({ predictor }) => predictor !== first.predictor)) return null
  return scores.at(-1)!
}

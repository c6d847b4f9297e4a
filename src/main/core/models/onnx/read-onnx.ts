import { damaged, unsupported } from '../fault'
import { LIMITS } from '../limits'
import type { Feature, GraphInput, Model } from '../model'
import { readOnnxFile, type GraphPort, type OnnxFile } from './graph'
import { lowerGraph } from './lower-graph'
import { ELEMENT } from './tensor'
import type { Matrix, Scores, Value } from './value'

/** An ONNX model: trees, linear models and their pipelines in Assay's own structures, any other graph as it is. */
export function readOnnx(bytes: Uint8Array): Model {
  const file = readOnnxFile(bytes)
  const ports = file.inputs.map((port) => withWidth(port, file))
  if (ports.length === 0) damaged('the graph', 'has no inputs')
  if (ports.reduce((total, { width }) => total + width, 0) > LIMITS.features)
    damaged('the graph', `has more than ${LIMITS.features} inputs`)
  const features = ports.flatMap(featuresOf)
  const starts = ports.map((_, i) => ports.slice(0, i).reduce((total, { width }) => total + width, 0))
  const scores = lowerGraph(file, new Map(ports.map((port, i) => [port.name, matrixOf(port, starts[i]!, features)])), features)
  const common = {
    format: 'onnx',
    library: `ONNX${file.producer === '' ? '' : ` (${file.producer})`}`,
    features,
    precision: 'float32'
  } as const
  return scores === null ? { ...common, ...asGraph(file, ports, starts, bytes) } : { ...common, ...asOwn(scores, features) }
}

type Wide = GraphPort & { width: number }

const withWidth = (port: GraphPort, file: OnnxFile): Wide => {
  const width = port.width ?? widthOfUse(port.name, file)
  return width !== null && Number.isInteger(width) && width >= 1 && width <= LIMITS.features
    ? { ...port, width }
    : unsupported(`the input "${port.name.slice(0, 60)}"`, 'does not say how many columns it has')
}

/** Where an input leaves its width open, the first operator that reads it says how many columns it needs. */
function widthOfUse(name: string, { nodes }: OnnxFile): number | null {
  const node = nodes.find(({ inputs }) => inputs.includes(name))
  if (node === undefined) return null
  const list = (key: string): Float64Array => node.attributes.get(key)?.ints ?? new Float64Array(0)
  const floats = (key: string): number => node.attributes.get(key)?.floats.length ?? 0
  switch (node.op) {
    case 'TreeEnsemble':
    case 'TreeEnsembleClassifier':
    case 'TreeEnsembleRegressor':
      return list('nodes_featureids').reduce((most, feature) => Math.max(most, feature + 1), 1)
    case 'LinearRegressor':
      return floats('coefficients') / (node.attributes.get('targets')?.int ?? 1)
    case 'LinearClassifier':
      return floats('coefficients') / Math.max(floats('intercepts'), 1)
    case 'Scaler':
      return Math.max(floats('offset'), floats('scale')) || null
    case 'Imputer':
      return floats('imputed_value_floats') || null
    default:
      return null
  }
}

const nameOf = ({ name, width }: Wide, j: number): string => (width === 1 ? name : `${name}[${j}]`)

const featuresOf = (port: Wide): Feature[] =>
  Array.from({ length: port.width }, (_, j): Feature => {
    const name = nameOf(port, j)
    return port.type === ELEMENT.string ? { name, kind: 'category', values: null } : { name, kind: 'number' }
  })

function matrixOf(port: Wide, start: number, features: readonly Feature[]): Value {
  const columns = Array.from({ length: port.width }, (_, j) => ({ name: features[start + j]!.name, feature: start + j, steps: [] }))
  const matrix: Matrix = {
    kind: 'matrix',
    columns,
    normalize: null,
    float32: port.type === ELEMENT.float32,
    textual: port.type === ELEMENT.string
  }
  return matrix
}

function asOwn(
  { from, predictor, link, outputs, classes }: Scores,
  features: readonly Feature[]
): Pick<Model, 'prepare' | 'predictor' | 'link' | 'outputs' | 'classes'> {
  const plain =
    from.normalize === null &&
    from.columns.length === features.length &&
    from.columns.every(({ feature, steps }, j) => feature === j && steps.length === 0)
  return { prepare: plain ? null : { columns: from.columns, normalize: from.normalize }, predictor, link, outputs, classes }
}

const TYPES: ReadonlyMap<number, GraphInput['type']> = new Map([
  [ELEMENT.float32, 'float32'],
  [ELEMENT.float64, 'float64'],
  [ELEMENT.int64, 'int64']
])

/** Left to ONNX Runtime: the last output is taken, which classifiers give their probabilities. */
function asGraph(
  file: OnnxFile,
  ports: readonly Wide[],
  starts: readonly number[],
  bytes: Uint8Array
): Pick<Model, 'prepare' | 'predictor' | 'link' | 'outputs' | 'classes'> {
  const inputs = ports.map(({ name, type, width }, i): GraphInput => {
    const known =
      TYPES.get(type) ??
      unsupported(
        `the input "${name.slice(0, 60)}"`,
        type === ELEMENT.string ? 'is text that no encoder known to Assay reads' : `has elements of the type ${type}`
      )
    return { name, type: known, features: Array.from({ length: width }, (_, j) => starts[i]! + j) }
  })
  const output = file.outputs.at(-1) ?? damaged('the graph', 'has no outputs')
  return {
    prepare: null,
    predictor: { kind: 'graph', bytes, inputs, output },
    link: { kind: 'identity' },
    outputs: ['output'],
    classes: null
  }
}

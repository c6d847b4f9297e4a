import { damaged } from '../fault'
import { bytesOf, numberOf, readMessage, repeated, textOf, type WireField } from './protobuf'
import { readTensor, type Tensor } from './tensor'

export type Attribute = {
  float: number
  int: number
  text: string
  floats: Float64Array
  ints: Float64Array
  texts: readonly string[]
  tensor: Tensor | null
  /** a graph within, as loops and conditions have */
  nested: boolean
}
export type GraphNode = {
  op: string
  domain: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: ReadonlyMap<string, Attribute>
  at: string
}
/** `width`: columns of a matrix, 1 of a list; null where the file leaves it open. */
export type GraphPort = { name: string; type: number; width: number | null }
export type OnnxFile = {
  producer: string
  nodes: readonly GraphNode[]
  constants: ReadonlyMap<string, Tensor>
  inputs: readonly GraphPort[]
  outputs: readonly string[]
}

const fieldsOf = (fields: readonly WireField[], no: number): WireField[] => fields.filter((field) => field.no === no)

/** A ModelProto (https://onnx.ai, onnx.proto), as far as Assay needs it. */
export function readOnnxFile(bytes: Uint8Array): OnnxFile {
  const top = readMessage(bytes, 'the file')
  const graph = fieldsOf(top, 7).at(-1)
  if (graph === undefined) return damaged('the file', 'holds no graph')
  const fields = readMessage(bytesOf(graph, 'the graph'), 'the graph')
  if (fieldsOf(fields, 15).length > 0) damaged('the graph', 'has sparse constants')
  const constants = new Map<string, Tensor>()
  for (const field of fieldsOf(fields, 5)) {
    const { name, tensor } = readTensor(bytesOf(field, 'a constant'), 'a constant')
    if (constants.has(name)) damaged('the graph', `has the constant "${name.slice(0, 60)}" twice`)
    constants.set(name, tensor)
  }
  const text = (no: number): string => fieldsOf(top, no).map((field) => textOf(field, 'the file'))[0] ?? ''
  return {
    producer: [text(2), text(3)].filter((part) => part !== '').join(' '),
    nodes: fieldsOf(fields, 1).map((field, i) => readNode(bytesOf(field, `node ${i}`), `node ${i}`)),
    constants,
    inputs: fieldsOf(fields, 11)
      .map((field) => readPort(bytesOf(field, 'an input')))
      .filter(({ name }) => !constants.has(name)),
    outputs: fieldsOf(fields, 12).map((field) => readPort(bytesOf(field, 'an output')).name)
  }
}

function readNode(bytes: Uint8Array, place: string): GraphNode {
  const fields = readMessage(bytes, place)
  const texts = (no: number): string[] => fieldsOf(fields, no).map((field) => textOf(field, place))
  const op = texts(4)[0] ?? ''
  const at = `${place} (${op.slice(0, 60)})`
  const attributes = new Map<string, Attribute>()
  for (const field of fieldsOf(fields, 5)) {
    const [name, attribute] = readAttribute(bytesOf(field, at), at)
    if (attributes.has(name)) damaged(at, `has the attribute "${name.slice(0, 60)}" twice`)
    attributes.set(name, attribute)
  }
  return { op, domain: texts(7)[0] ?? '', inputs: texts(1), outputs: texts(2), attributes, at }
}

function readAttribute(bytes: Uint8Array, at: string): [string, Attribute] {
  const fields = readMessage(bytes, at)
  const of = (no: number): WireField[] => fieldsOf(fields, no)
  const tensor = of(5)[0]
  const attribute: Attribute = {
    float: of(2).map((field) => numberOf(field, at))[0] ?? 0,
    int: of(3).map((field) => numberOf(field, at))[0] ?? 0,
    text: of(4).map((field) => textOf(field, at))[0] ?? '',
    floats: repeated(of(7), 'float', at),
    ints: repeated(of(8), 'varint', at),
    texts: of(9).map((field) => textOf(field, at)),
    tensor: tensor === undefined ? null : readTensor(bytesOf(tensor, at), at).tensor,
    nested: of(6).length + of(11).length > 0
  }
  return [of(1).map((field) => textOf(field, at))[0] ?? '', attribute]
}

/** A ValueInfoProto: its name, and of a tensor the element type and the width. */
function readPort(bytes: Uint8Array): GraphPort {
  const at = 'an input'
  const fields = readMessage(bytes, at)
  const name = fieldsOf(fields, 1).map((field) => textOf(field, at))[0] ?? ''
  const inside = (list: readonly WireField[], no: number): WireField[] =>
    fieldsOf(list, no).flatMap((field) => readMessage(bytesOf(field, at), at))
  const tensor = inside(inside(fields, 2), 1)
  const dims = fieldsOf(inside(tensor, 2), 1).map((field) => readMessage(bytesOf(field, at), at))
  const last = dims.length < 2 ? 1 : (fieldsOf(dims[1]!, 1).map((field) => numberOf(field, at))[0] ?? null)
  return { name, type: fieldsOf(tensor, 1).map((field) => numberOf(field, at))[0] ?? 0, width: dims.length > 2 ? null : last }
}

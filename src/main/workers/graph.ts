import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { workerData } from 'node:worker_threads'
import type * as Runtime from 'onnxruntime-web'
import type { GraphInput } from '../core/models/model'
import type { GraphAnswer, GraphQuestion, GraphStart } from './graph/messages'

const PAGES_A_MEBIBYTE = 16

type Descriptor = { initial: number; maximum?: number; shared?: boolean }
type WebAssemblyGlobal = { Memory: new (descriptor: Descriptor) => object }

/** The graph's memory is one WebAssembly memory: no graph gets more than this, whatever it asks for. */
function boundMemory(mebibytes: number): void {
  const most = mebibytes * PAGES_A_MEBIBYTE
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyGlobal }
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct: (target, [wanted]: [Descriptor]) => new target({ ...wanted, maximum: Math.min(wanted.maximum ?? most, most) })
  })
}

async function openSession({ runtime, graph }: GraphStart): Promise<{ ort: typeof Runtime; session: Runtime.InferenceSession }> {
  const ort = createRequire(join(runtime, 'graph.cjs'))(join(runtime, 'ort.wasm.min.cjs')) as typeof Runtime
  ort.env.logLevel = 'fatal'
  ort.env.wasm.numThreads = 1
  ort.env.wasm.wasmBinary = new Uint8Array(readFileSync(join(runtime, 'ort-wasm-simd-threaded.wasm'))).buffer
  ort.env.wasm.wasmPaths = { mjs: pathToFileURL(join(runtime, 'ort-wasm-simd-threaded.mjs')).href }
  const session = await ort.InferenceSession.create(graph.bytes, { executionProviders: ['wasm'], graphOptimizationLevel: 'basic' })
  return { ort, session }
}

function tensorOf(ort: typeof Runtime, { type, features }: GraphInput, values: Float64Array, rows: number): Runtime.Tensor {
  const dims = [rows, features.length]
  if (type === 'float32') return new ort.Tensor('float32', Float32Array.from(values), dims)
  if (type === 'float64') return new ort.Tensor('float64', values, dims)
  return new ort.Tensor(
    'int64',
    BigInt64Array.from(values, (x) => BigInt(Number.isFinite(x) ? Math.trunc(x) : 0)),
    dims
  )
}

/** The output as numbers: [rows] or [rows, width]. */
function numbersOf(tensor: Runtime.Tensor | undefined, rows: number): GraphAnswer {
  if (tensor === undefined || tensor.type === 'string') return { kind: 'failed', what: 'its output holds no numbers' }
  const values = Float64Array.from(tensor.data as Iterable<number | bigint>, Number)
  return values.length % rows === 0 && tensor.dims[0] === rows
    ? { kind: 'answer', width: values.length / rows, values }
    : { kind: 'failed', what: `its output has the sizes ${tensor.dims.join(' × ')} for ${rows} rows` }
}

function serve(start: GraphStart): void {
  const gate = new Int32Array(start.gate)
  const wake = (): void => {
    Atomics.add(gate, 0, 1)
    Atomics.notify(gate, 0)
  }
  const answer = (message: GraphAnswer): void => {
    start.port.postMessage(message)
    wake()
  }
  process.once('exit', wake)
  boundMemory(start.mebibytes)
  const opened = openSession(start)
  opened.catch(() => undefined)
  const run = async ({ rows, values }: GraphQuestion): Promise<GraphAnswer> => {
    const { ort, session } = await opened
    const feeds = Object.fromEntries(start.graph.inputs.map((input, i) => [input.name, tensorOf(ort, input, values[i]!, rows)]))
    const { [start.graph.output]: tensor } = await session.run(feeds, [start.graph.output])
    return numbersOf(tensor, rows)
  }
  start.port.on('message', (question: GraphQuestion) => {
    run(question).then(answer, (error: unknown) => answer({ kind: 'failed', what: error instanceof Error ? error.message : String(error) }))
  })
}

serve(workerData as GraphStart)

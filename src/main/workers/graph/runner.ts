import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import { AssayError } from '../../../shared/model/errors'
import type { GraphInput, GraphPredictor } from '../../core/models/model'
import type { GraphRunner } from '../../ports/graph'
import type { GraphAnswer, GraphQuestion, GraphStart } from './messages'

export type GraphOptions = {
  /** The thread's built file, out/main/graph.cjs. */
  entry: string
  /** The folder with ONNX Runtime's WebAssembly build. */
  runtime: string
  /** How long a block of rows, or the start, may take. */
  seconds: number
  mebibytes: number
}

const BLOCK = 8192
const IDLE_MS = 30_000

type Thread = { worker: Worker; port: MessagePort; gate: Int32Array; idle: NodeJS.Timeout }

/**
 * Graphs in a thread of their own that is thrown away: after a failure, when it does not end in time, and when it has been idle. The caller
 * waits, as it does for any other computation.
 */
export function createGraphRunner(options: GraphOptions): GraphRunner {
  return {
    open(graph, file) {
      let thread: Thread | null = null
      const stop = (): void => {
        if (thread === null) return
        clearTimeout(thread.idle)
        void thread.worker.terminate()
        thread = null
      }
      const ask = (question: GraphQuestion): GraphAnswer & { kind: 'answer' } => {
        thread ??= start(options, graph, stop)
        thread.idle.refresh()
        const answer = exchange(thread, question, options.seconds)
        if (answer?.kind === 'answer') return answer
        stop()
        if (answer === null) throw new AssayError('model/graph-stopped', { file, seconds: options.seconds })
        throw new AssayError('model/graph-failed', { file, what: answer.what })
      }
      const empty = graph.inputs.flatMap(({ features }) => features).map(() => Float64Array.of(0))
      const { width } = ask(questionOf(graph, empty, 0, 1))
      const predict = (columns: readonly Float64Array[], rows: number): Float64Array[] => {
        const outputs = Array.from({ length: width }, () => new Float64Array(rows))
        for (let from = 0; from < rows; from += BLOCK) {
          const size = Math.min(BLOCK, rows - from)
          const answer = ask(questionOf(graph, columns, from, size))
          if (answer.width !== width) throw new AssayError('model/graph-failed', { file, what: 'its output changed its width' })
          for (let i = 0; i < size; i++) for (let k = 0; k < width; k++) outputs[k]![from + i] = answer.values[i * width + k]!
        }
        return withoutRowsThatLackWholeNumbers(graph.inputs, columns, outputs)
      }
      return { outputs: width, predict }
    }
  }
}

function start({ entry, runtime, mebibytes }: GraphOptions, graph: GraphPredictor, stop: () => void): Thread {
  const { port1, port2 } = new MessageChannel()
  const gate = new SharedArrayBuffer(4)
  const workerData: GraphStart = { runtime, graph, gate, port: port2, mebibytes }
  const worker = new Worker(entry, {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true
  })
  worker.on('error', () => undefined)
  worker.unref()
  port1.unref()
  return { worker, port: port1, gate: new Int32Array(gate), idle: setTimeout(stop, IDLE_MS).unref() }
}

/** Null where no answer came in time. */
function exchange({ port, gate }: Thread, question: GraphQuestion, seconds: number): GraphAnswer | null {
  const before = Atomics.load(gate, 0)
  port.postMessage(question)
  if (Atomics.wait(gate, 0, before, seconds * 1000) === 'timed-out') return null
  const received = receiveMessageOnPort(port) as { message: GraphAnswer } | undefined
  return received?.message ?? null
}

/** Rows `from` … of every input, row-major. */
function questionOf({ inputs }: GraphPredictor, columns: readonly Float64Array[], from: number, rows: number): GraphQuestion {
  const values = inputs.map(({ features }) => {
    const width = features.length
    const matrix = new Float64Array(rows * width)
    for (let row = 0; row < rows; row++) for (let j = 0; j < width; j++) matrix[row * width + j] = columns[features[j]!]![from + row]!
    return matrix
  })
  return { rows, values }
}

/** A whole number cannot be missing: such a row has no answer. */
function withoutRowsThatLackWholeNumbers(
  inputs: readonly GraphInput[],
  columns: readonly Float64Array[],
  outputs: Float64Array[]
): Float64Array[] {
  for (const { type, features } of inputs)
    if (type === 'int64')
      for (const feature of features)
        columns[feature]!.forEach((x, row) => {
          if (x !== x) for (const output of outputs) output[row] = NaN
        })
  return outputs
}

import type { MessagePort } from 'node:worker_threads'
import type { GraphPredictor } from '../../core/models/model'

/** What the thread is started with. `gate`: one Int32 that counts answers. */
export type GraphStart = { runtime: string; graph: GraphPredictor; gate: SharedArrayBuffer; port: MessagePort; mebibytes: number }

/** Rows of every input, row-major. */
export type GraphQuestion = { rows: number; values: readonly Float64Array[] }

/** Numbers of the output, row-major. */
export type GraphAnswer = { kind: 'answer'; width: number; values: Float64Array } | { kind: 'failed'; what: string }

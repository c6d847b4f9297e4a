import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../shared/model/dataset'
import { AssayError } from '../shared/model/errors'
import type { Made } from '../shared/model/report'
import { fenced, type Fence } from './files/fence'
import { createProjectFiles } from './files/project-files'
import { createReader } from './files/reader-process'
import { driftKernels } from './kernels/drift'
import { fairnessKernels } from './kernels/fairness'
import { sortFloat64 } from './kernels/radix-sort'
import { qualityKernels } from './kernels/quality'
import { sliceKernels } from './kernels/slices'
import { createKeyStore } from './keys/key-store'
import { createRunRegister } from './keys/run-register'
import { timeOfToken } from './keys/time-token'
import type { Typesetter } from './ports/print'
import type { StartReader } from './ports/reader'
import { certifier } from './print/certify'
import { reportVerifier } from './print/verify-pdf'
import { createTypesetter } from './print/typesetter'
import { filesIn } from './files/files-in'
import type { Ports } from './services/ports'
import type { WorkPorts } from './services/tasks/work-ports'
import type { GraphRunner } from './ports/graph'
import { createComputePool } from './workers/compute/pool'
import { createExecutors } from './workers/executor/executors'
import { createGraphRunner } from './workers/graph/runner'
import type { ComputePool } from './ports/pool'
import { createStore } from './store/store'
import { duckdbVersion } from './store/version'

export type AssayOptions = {
  /** Where the product lies: the folder that holds out/ and resources/. */
  root: string
  keysFolder?: string
  memoryBytes?: number
  threads?: number
  now?: () => Date
  /** Where there is one, files outside it can be neither read nor written. */
  fence?: Fence
  /** How the reader's process is started, where child_process.fork cannot. */
  startReader?: StartReader
}

const HOUR_MS = 3_600_000
/** For a block of 8,192 rows, and for the start. */
const GRAPH_SECONDS = 120
const GRAPH_MEBIBYTES = 1024

export function createPorts(options: AssayOptions): Ports {
  const { root } = options
  const work = createWorkPorts(options)
  const keysFolder = keysFolderOf(options)
  const { memoryBytes, threads } = budgetOf(options)
  const executors = createExecutors(join(root, 'out', 'main', 'executor.cjs'), {
    root,
    memoryBytes,
    threads,
    keysFolder,
    fence: options.fence ?? null
  })
  return {
    ...work,
    made: once(() =>
      executors.run('made', null, { name: 'Looking at the build', signal: new AbortController().signal, progress: () => undefined })
    ),
    executors,
    build: onceNow(() => buildOf(root).build),
    reader: createReader({
      entry: join(root, 'out', 'main', 'reader.cjs'),
      ...(options.startReader ? { start: options.startReader } : {})
    }),
    certifier,
    verifier: reportVerifier,
    keys: createKeyStore(keysFolder),
    runs: createRunRegister(keysFolder),
    timeOfToken,
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    clock: { now: options.now ?? (() => new Date()) },
    limits: { memoryBytes: memoryBytes * 0.4, threads, deadlineMs: HOUR_MS }
  }
}

const budgetOf = ({ memoryBytes, threads }: AssayOptions): { memoryBytes: number; threads: number } => ({
  memoryBytes: memoryBytes ?? Math.floor(totalmem() / 2),
  threads: threads ?? 2
})

/** What an executor needs of this machine. */
export function createWorkPorts(options: AssayOptions): WorkPorts {
  const { root } = options
  const { memoryBytes, threads } = budgetOf(options)
  const files = options.fence ? fenced(createProjectFiles(), options.fence) : createProjectFiles()
  const typesetter = once(() => loadTypesetter(root))
  return {
    files,
    openStore: (folder) =>
      createStore({ folder, spillFolder: join(folder, '.spill'), memoryBytes: memoryBytes * 0.4, columnBytes: memoryBytes * 0.4, threads }),
    typesetter,
    made: once(() => whatMadeIt(root, typesetter)),
    pool: onceNow(() => openPool(root, threads)),
    kernelBytes: memoryBytes * 0.2,
    graphs: graphRunner(root),
    sort: (values) => sortFloat64(values),
    kernels: { ...driftKernels, ...fairnessKernels, ...qualityKernels, ...sliceKernels },
    packFile: (id) => packFile(root, id)
  }
}

/** Where this computer's identities lie, outside every project. */
export function keysFolderOf({ keysFolder }: AssayOptions): string {
  if (keysFolder !== undefined) return keysFolder
  const { ASSAY_KEYS, XDG_CONFIG_HOME, APPDATA } = process.env
  if (ASSAY_KEYS) return ASSAY_KEYS
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'Assay', 'keys')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Assay', 'keys')
  return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'assay', 'keys')
}

function packFile(root: string, id: string): string {
  const file = join(root, 'resources', 'packs', `${id}.json`)
  if (!/^[a-z0-9-]+$/.test(id) || !existsSync(file)) throw new AssayError('plan/unknown-pack', { id })
  return file
}

async function loadTypesetter(root: string): Promise<Typesetter> {
  return createTypesetter({
    templates: await filesIn(join(root, 'resources', 'templates')),
    fonts: await filesIn(join(root, 'out', 'fonts'))
  })
}

const buildFile = z.object({ version: z.string(), build: sha256 })

const buildOf = (root: string): z.infer<typeof buildFile> =>
  buildFile.parse(JSON.parse(readFileSync(join(root, 'out', 'build.json'), 'utf8')))

async function whatMadeIt(root: string, typesetter: () => Promise<Typesetter>): Promise<Made> {
  return { product: 'Assay', ...buildOf(root), duckdb: await duckdbVersion(), ...(await typesetter()).digests }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function onceNow<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

const openPool = (root: string, threads: number): ComputePool =>
  createComputePool({
    entry: join(root, 'out', 'main', 'compute.cjs'),
    kernels: new Uint8Array(readFileSync(join(root, 'out', 'kernels', 'trees.wasm'))),
    threads
  })

const graphRunner = (root: string): GraphRunner =>
  createGraphRunner({
    entry: join(root, 'out', 'main', 'graph.cjs'),
    runtime: join(root, 'out', 'graph'),
    seconds: GRAPH_SECONDS,
    mebibytes: GRAPH_MEBIBYTES
  })

import type { DatasetManifest, Reading } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import { csvWriter } from '../core/explain/files/csv'
import { parquetWriter } from '../core/explain/files/parquet'
import type { TableWriter } from '../core/explain/files/table-writer'
import { attributeRows } from './explain/attribute-rows'
import type { Attributed, Question } from './explain/attribution'
import { contributionTable, type ContributionTable } from './explain/contribution-table'
import { featureRows, type FeatureRows } from './explain/feature-rows'
import { outputNamed } from './explain/output-named'
import { groupedPlayers } from './explain/players'
import { unlistedValues, type Unlisted } from './explain/unlisted-values'
import { importDataset } from './import-dataset'
import { bindModel, loadModel, type LoadedModel } from './load-model'
import type { Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'

export type ExplainOrder = {
  model: string
  data: readonly string[]
  reading: Reading
  /** The file to write: .csv or .parquet. */
  out: string
  background: readonly string[] | null
  interactions: boolean
  probability: boolean
  correlated: boolean
  /** Name of the output (a class), where there are several. */
  output: string | null
  match: 'name' | 'order'
  /** Name → features that count as one. */
  groups: Readonly<Record<string, readonly string[]>>
  /** Feature → its values in the order of their codes, where the model file has none. */
  categories: Readonly<Record<string, readonly string[]>>
  /** Standard errors beside the values. */
  errors: boolean
  /** Of a model without a formula: the most predictions for one row, rows of the background, and the seed (null: the model's digest). */
  evaluations: number
  backgroundRows: number
  seed: string | null
}

/** What was written, and what an examiner needs to make it again. */
export type ExplainOutcome = Attributed & {
  out: { file: string; sha256: string; columns: number }
  model: { file: string; sha256: string; library: string; features: number; output: string }
  dataset: string
  rows: number
  background: { dataset: string; rows: number; named: string } | null
  scale: 'margin' | 'probability'
  /** Values that the lists in the order do not name. */
  unlisted: Unlisted[]
}

/** Writes each row's contributions: one column a feature or group in the model's order (then pairs, where asked for), `bias` last. */
export async function explainModel(ports: Ports, project: Project, order: ExplainOrder, base: string, job: Job): Promise<ExplainOutcome> {
  const out = ports.files.absolute(order.out)
  const writerOf = writerFor(out)
  await refuseOverInput(ports, order, out, base)
  const loaded = await loadModel(ports, ports.files.absolute(order.model))
  const output = outputNamed(loaded, order.output)
  const players = groupedPlayers(loaded.model, order.groups)
  const data = await importRows(ports, project, order.reading, order.data, base, job)
  const background = order.background === null ? null : await importRows(ports, project, order.reading, order.background, base, job)
  const asking = { seed: order.seed ?? loaded.sha256, evaluations: order.evaluations, backgroundRows: order.backgroundRows }
  const names = contributionTable(players, order.interactions, order.errors)
  const attributed = await withRows(ports, project, loaded, order, { data, background }, job, async ({ unlisted, ...rows }) => {
    const question = { ...order, ...rows, output, players, asking }
    return { ...(await writeContributions(ports, loaded, question, { out, names, table: writerOf(names.header) }, job)), unlisted }
  })
  const sha256 = await ports.files.sha256(out)
  await project.append({
    type: 'model-explained',
    body: { model: loaded.sha256, dataset: data.id, background: background?.id ?? null, contributions: sha256 }
  })
  const { model } = loaded
  return {
    ...attributed,
    out: { file: out, sha256, columns: names.header.length },
    model: {
      file: loaded.file,
      sha256: loaded.sha256,
      library: model.library,
      features: model.features.length,
      output: model.outputs[output] ?? ''
    },
    dataset: data.id,
    rows: data.rows,
    background: background === null ? null : { dataset: background.id, rows: background.rows, named: namesOf(background) },
    scale: order.probability ? 'probability' : 'margin'
  }
}

function writerFor(out: string): (names: readonly string[]) => TableWriter {
  if (/\.csv$/i.test(out)) return csvWriter
  if (/\.parquet$/i.test(out)) return parquetWriter
  throw new AssayError('explain/file-type', { file: out })
}

/** A file that is to be read is never written over, by whatever way its path is said. */
async function refuseOverInput({ files }: Ports, { data, background }: ExplainOrder, out: string, base: string): Promise<void> {
  if (!(await files.exists(out))) return
  const [there] = await files.expandInputs([out], base)
  const rows = await files.expandInputs(data, base)
  const others = background === null ? [] : await files.expandInputs(background, base)
  if ([...rows, ...others].some(({ path }) => path === there?.path)) throw new AssayError('explain/over-input', { file: out })
}

const namesOf = ({ files }: DatasetManifest): string => files.map(({ name }) => name).join(', ')

async function importRows(
  ports: Ports,
  project: Project,
  reading: Reading,
  files: readonly string[],
  base: string,
  job: Job
): Promise<DatasetManifest> {
  const { manifest } = await importDataset(ports, project, { files: [...files], reading }, base, job)
  if (manifest.rows === 0) throw new AssayError('explain/no-rows', { what: namesOf(manifest) })
  return manifest
}

/** Opens the datasets as rows of the model's features, a dataset that is both once, for as long as the work goes on. */
async function withRows<T>(
  ports: Ports,
  project: Project,
  loaded: LoadedModel,
  { match, categories }: ExplainOrder,
  { data, background }: { data: DatasetManifest; background: DatasetManifest | null },
  job: Job,
  work: (rows: { data: FeatureRows; background: FeatureRows | null; unlisted: Unlisted[] }) => Promise<T>
): Promise<T> {
  const store = await ports.openStore(project.dataFolder)
  const unlisted: Unlisted[] = []
  const open = async (manifest: DatasetManifest): Promise<FeatureRows> => {
    const bound = bindModel(loaded, manifest.columns, { match, columns: {}, categories, missing: null })
    const dataset = await store.open(ports.files.join(project.dataFolder, `${manifest.id}.duckdb`))
    unlisted.push(...(await unlistedValues(dataset, bound, categories, namesOf(manifest), job)))
    return featureRows(dataset, bound, job)
  }
  try {
    const rows = await open(data)
    if (background === null) return await work({ data: rows, background: null, unlisted })
    return await work({ data: rows, background: background.id === data.id ? rows : await open(background), unlisted })
  } finally {
    await store.close()
  }
}

type Contributions = { out: string; names: ContributionTable; table: TableWriter }

/** Each chunk of rows is in the file before the next is explained; where that ends early, there is no file. */
async function writeContributions(
  ports: Ports,
  loaded: LoadedModel,
  question: Question,
  { out, names, table }: Contributions,
  job: Job
): Promise<Attributed> {
  let attributed: Attributed | undefined
  await ports.files.streamAtomic(out, async (write) => {
    const put = async (pieces: Iterable<Uint8Array>): Promise<void> => {
      for (const piece of pieces) await write(piece)
    }
    await put(table.begin())
    attributed = await attributeRows(ports, loaded, question, job, (chunk) => put(table.rows(names.columns(chunk), chunk.rows)))
    await put(table.end())
  })
  return attributed!
}

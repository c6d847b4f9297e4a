import type { Reading } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import { csvWriter } from '../core/explain/files/csv'
import { parquetWriter } from '../core/explain/files/parquet'
import type { TableWriter } from '../core/explain/files/table-writer'
import { attributeRows } from './explain/attribute-rows'
import type { Attributed, Question } from './explain/attribution'
import { contributionTable } from './explain/contribution-table'
import { outputNamed } from './explain/output-named'
import { groupedPlayers } from './explain/players'
import { importDataset } from './import-dataset'
import { bindModel, loadFeatures, loadModel, type LoadedModel } from './load-model'
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
}

/** Writes each row's contributions: one column a feature or group in the model's order (then pairs, where asked for), `bias` last. */
export async function explainModel(ports: Ports, project: Project, order: ExplainOrder, base: string, job: Job): Promise<ExplainOutcome> {
  const out = ports.files.absolute(order.out)
  const writerOf = writerFor(out)
  const loaded = await loadModel(ports, ports.files.absolute(order.model))
  const output = outputNamed(loaded, order.output)
  const players = groupedPlayers(loaded.model, order.groups)
  const data = await loadRows(ports, project, loaded, order, order.data, base, job)
  const background = order.background === null ? null : await loadRows(ports, project, loaded, order, order.background, base, job)
  const asking = { seed: order.seed ?? loaded.sha256, evaluations: order.evaluations, backgroundRows: order.backgroundRows }
  const question: Question = { ...order, output, players, data, background, asking }
  const names = contributionTable(players, order.interactions, order.errors)
  let attributed: Attributed | undefined
  await ports.files.streamAtomic(out, async (write) => {
    const put = async (pieces: readonly Uint8Array[]): Promise<void> => {
      for (const piece of pieces) await write(piece)
    }
    const table = writerOf(names.header)
    await put(table.begin())
    attributed = await attributeRows(ports, loaded, question, job, (chunk) => put(table.rows(names.columns(chunk), chunk.rows)))
    await put(table.end())
  })
  const sha256 = await ports.files.sha256(out)
  await project.append({
    type: 'model-explained',
    body: { model: loaded.sha256, dataset: data.dataset, background: background?.dataset ?? null, contributions: sha256 }
  })
  const { model } = loaded
  return {
    ...attributed!,
    out: { file: out, sha256, columns: names.header.length },
    model: {
      file: loaded.file,
      sha256: loaded.sha256,
      library: model.library,
      features: model.features.length,
      output: model.outputs[output] ?? ''
    },
    dataset: data.dataset,
    rows: data.rows,
    background: background === null ? null : { dataset: background.dataset, rows: background.rows, named: background.named },
    scale: order.probability ? 'probability' : 'margin'
  }
}

function writerFor(out: string): (names: readonly string[]) => TableWriter {
  if (/\.csv$/i.test(out)) return csvWriter
  if (/\.parquet$/i.test(out)) return parquetWriter
  throw new AssayError('explain/file-type', { file: out })
}

/** A dataset's values of the model's features, column-major. */
export type FeatureRows = { dataset: string; named: string; columns: readonly Float64Array[]; rows: number }

async function loadRows(
  ports: Ports,
  project: Project,
  loaded: LoadedModel,
  { reading, match, categories }: ExplainOrder,
  files: readonly string[],
  base: string,
  job: Job
): Promise<FeatureRows> {
  const { manifest } = await importDataset(ports, project, { files: [...files], reading }, base, job)
  const named = manifest.files.map(({ name }) => name).join(', ')
  if (manifest.rows === 0) throw new AssayError('explain/no-rows', { what: named })
  const store = await ports.openStore(project.dataFolder)
  try {
    const dataset = await store.open(ports.files.join(project.dataFolder, `${manifest.id}.duckdb`))
    try {
      const bound = bindModel(loaded, manifest.columns, { match, columns: {}, categories, missing: null })
      const columns = await loadFeatures(dataset, bound, job)
      return { dataset: manifest.id, named, columns, rows: manifest.rows }
    } finally {
      await dataset.close()
    }
  } finally {
    await store.close()
  }
}

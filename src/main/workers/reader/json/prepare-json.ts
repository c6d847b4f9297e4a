import type { Reading } from '../../../../shared/model/dataset'
import type { ImportContext } from '../context'
import { loadCsv } from '../csv/load-csv'
import { planCopy } from '../csv/plan-copy'
import type { CsvPlan } from '../csv/plan-csv'
import { widen } from '../csv/prepare-csv'
import type { Prepared } from '../format'
import { checkHeaders } from '../header'
import type { Source } from '../open-source'
import { copyJson, type JsonCopy, type Keys } from './copy-json'

type JsonReading = Reading & { format: 'json' | 'jsonl' }

/** JSON objects, one a line or in one array, become CSV copies first: DuckDB's own JSON reader dies of deep nesting. Columns are all keys of all rows. */
export async function prepareJson(context: ImportContext, sources: readonly Source[], said: JsonReading): Promise<Prepared> {
  const missing = said.missing ?? []
  const keys: Keys = new Map()
  const copyAll = async (): Promise<JsonCopy[]> => {
    const copies: JsonCopy[] = []
    for (const source of sources) copies.push(await copyJson(context, source, said.format, keys, new Set(missing)))
    return copies
  }
  let copies = await copyAll()
  if (copies.some(({ width }) => width < keys.size)) copies = await copyAll()
  const headers = checkHeaders((sources[0] as Source).name, [...keys.keys()])
  const plan = await planCopy((copies[0] as JsonCopy).source.path, headers, undefined, said.dates)
  const reading = {
    format: said.format,
    missing,
    ...(said.encoding === undefined ? {} : { encoding: said.encoding }),
    ...(said.dates === undefined ? {} : { dates: said.dates })
  }
  return preparedWith(copies, plan, reading)
}

function preparedWith(copies: readonly JsonCopy[], plan: CsvPlan, reading: Prepared['reading']): Prepared {
  return {
    reading,
    headers: plan.headers,
    columns: plan.columns,
    paths: copies.map(({ source }) => source.path),
    scan: () => Promise.resolve(copies.map(({ source, counted }) => ({ sha256: source.sha256 as string, rows: counted }))),
    async load(connection, file) {
      const { source, rejections, lineOf } = copies[file] as JsonCopy
      const loaded = await loadCsv(connection, source.path, plan)
      return {
        parsed: loaded.parsed,
        rejections: [...rejections, ...loaded.rejections.map((rejected) => ({ ...rejected, line: lineOf(rejected.line) }))]
      }
    },
    widened: (columns) => preparedWith(copies, { ...plan, columns: widen(plan.columns, columns) }, reading)
  }
}

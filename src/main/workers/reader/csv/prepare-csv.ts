import type { Reading } from '../../../../shared/model/dataset'
import type { FileFacts } from '../context'
import type { Prepared } from '../format'
import type { Source } from '../open-source'
import type { Inferred } from './infer-type'
import { loadCsv } from './load-csv'
import { checkSameHeaders, planCsv, type CsvPlan } from './plan-csv'
import { scanCsv } from './scan-csv'

/** CSV files that are plain UTF-8 and can be read where they lie. */
export async function prepareCsv(sources: readonly Source[], said: Reading): Promise<Prepared> {
  const [first, ...others] = sources as [Source, ...Source[]]
  const plan = await planCsv(first, said)
  for (const other of others) await checkSameHeaders(plan, first.name, other)
  return preparedWith(sources, plan)
}

function preparedWith(sources: readonly Source[], plan: CsvPlan): Prepared {
  const total = sources.reduce((sum, source) => sum + source.bytes, 0)
  return {
    reading: { format: 'csv', encoding: plan.encoding, ...plan.reading },
    headers: plan.headers,
    columns: plan.columns,
    paths: sources.map(({ path }) => path),
    async scan(onFraction) {
      const facts: FileFacts[] = []
      let done = 0
      for (const source of sources) {
        facts.push(await scanCsv(source, plan, (bytes) => onFraction((done += bytes) / total)))
      }
      return facts
    },
    load: (connection, file) => loadCsv(connection, (sources[file] as Source).path, plan),
    widened: (columns) => preparedWith(sources, { ...plan, columns: widen(plan.columns, columns) })
  }
}

export function widen(columns: readonly Inferred[], which: ReadonlySet<number>): Inferred[] {
  return columns.map((column, index) =>
    which.has(index) ? { physical: 'VARCHAR', reason: `text: more than 1 % of its values are not ${NOUN[column.physical]}` } : column
  )
}

const NOUN: Record<Inferred['physical'], string> = {
  BIGINT: 'whole numbers',
  DOUBLE: 'numbers',
  BOOLEAN: 'booleans',
  DATE: 'dates',
  TIMESTAMP: 'timestamps',
  VARCHAR: 'text'
}

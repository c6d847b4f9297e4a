import type { Reading } from '../../../../shared/model/dataset'
import type { Inferred } from './infer-type'
import { inferType } from './infer-type'
import type { CsvPlan } from './plan-csv'
import { readSample, sampleRecords } from './read-sample'
import { NULL_CELL } from './write-cell'

const COPY = { delimiter: ',', quote: '"', decimal: '.', header: false, missing: [NULL_CELL], trim: false } as const

/** How to read our own CSV copies: the dialect is known; column types are given, or inferred from samples of the first copy. */
export async function planCopy(path: string, headers: string[], given: Inferred[] | undefined, dates: Reading['dates']): Promise<CsvPlan> {
  const columns = given ?? (await inferCopied(path, headers.length, dates))
  return { reading: { ...COPY, missing: [...COPY.missing] }, encoding: 'utf-8', headers, columns, copy: true }
}

async function inferCopied(path: string, width: number, dates: 'dmy' | 'mdy' | undefined): Promise<Inferred[]> {
  const records = sampleRecords(await readSample(path), COPY).filter((record) => record.length === width)
  return Array.from({ length: width }, (_, index) => {
    const values = records.map((record) => record[index] as string).filter((value) => value !== NULL_CELL)
    return inferType(values, { decimal: '.', dates })
  })
}

import type { InputFile } from '../../../shared/model/dataset'
import { randomStream } from '../stats/random'
import { sampledProportionInterval } from '../stats/proportion'
import { isUndefined } from '../stats/interval'

/** A row to be traced to its source document: `row` counts the parsed rows of its file from 1. */
export type TracedRow = { file: string; row: number }

const STREAM = 0x7472
/** Two-sided 90 % limits are one-sided 95 % each. */
const TWO_SIDED = 0.9

/** A simple random sample without replacement of `size` parsed rows, in import order; the same for the same seed (SHA-256 in hex). */
export function traceSample(seed: string, files: readonly Pick<InputFile, 'name' | 'parsed'>[], size: number): TracedRow[] {
  const total = files.reduce((sum, { parsed }) => sum + parsed, 0)
  const random = randomStream(seed, STREAM)
  const chosen = new Set<number>()
  while (chosen.size < Math.min(size, total)) chosen.add(Math.floor(random.uniform() * total))
  return [...chosen].sort((a, b) => a - b).map((index) => locate(files, index))
}

function locate(files: readonly Pick<InputFile, 'name' | 'parsed'>[], index: number): TracedRow {
  let before = 0
  for (const { name, parsed } of files) {
    if (index < before + parsed) return { file: name, row: index - before + 1 }
    before += parsed
  }
  throw new RangeError('traceSample: a row beyond the last')
}

/** Exact one-sided 95 % upper bound of the share of rows that differ from their source, from k of n traced without replacement out of N. */
export function traceBound(k: number, n: number, total: number): number | null {
  const limits = sampledProportionInterval(k, n, total, TWO_SIDED)
  return isUndefined(limits) ? null : limits.high
}

import { dependenceOf } from '../columns/dependence'
import type { PlannedPart } from '../columns/planned-part'
import type { CodeArray } from '../columns/term'
import { utf8 } from '../evidence/bytes'
import { sha256Hex } from '../evidence/digest'
import { randomStream } from '../stats/random'

/** 1 for each row of a half. */
export type Halves = { discovery: Uint8Array; test: Uint8Array }

/**
 * Rows dealt into halves by a fair coin for each cluster, so that nobody is in both (STATISTICS §9). The coins depend on the dataset alone: whoever explores the
 * discovery half before or after a plan is sealed sees the same rows, and the others stay unseen.
 */
export function halvesOf(part: PlannedPart, dataset: string): Halves {
  const seed = sha256Hex(utf8(`slices ${dataset}`))
  const codes = dependenceOf(part)?.codes ?? null
  const discovery = codes === null ? coins(seed, 0, part.rows) : byCluster(seed, codes)
  return { discovery, test: discovery.map((one) => 1 - one) }
}

function coins(seed: string, stream: number, n: number): Uint8Array {
  const random = randomStream(seed, stream)
  return Uint8Array.from({ length: n }, () => random.word() >>> 31)
}

/** Rows of code 0 stand alone. */
function byCluster(seed: string, codes: CodeArray): Uint8Array {
  let last = 0
  for (const code of codes) if (code > last) last = code
  const ofCluster = coins(seed, 1, last + 1)
  const alone = coins(seed, 0, codes.length)
  return Uint8Array.from(codes, (code, row) => (code === 0 ? alone[row]! : ofCluster[code]!))
}

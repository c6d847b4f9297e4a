import { readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AssayError } from '../../shared/model/errors'
import { sha256 } from '../../shared/model/dataset'
import { appendLine, checkChain, type CheckedChain } from '../core/evidence/chain'
import type { RegisteredRun, RunRegister } from '../ports/keys'
import { appendDurably, ifThere } from './atomic'
import { withLock } from './lock'

const line = z.object({
  v: z.literal(1),
  seq: z.int().nonnegative(),
  at: z.string(),
  prev: sha256,
  keyId: sha256,
  inputs: sha256,
  plan: sha256,
  run: z.string(),
  outcome: z.enum(['started', 'finished', 'abandoned'])
})
type Line = z.infer<typeof line>

/**
 * Runs by each key of this computer, over all its projects: chained lines in `runs-<key id>.jsonl`. A line that a crash tore is cut off; any other break is
 * `keys/register-damaged`, for whoever removes lines here hides runs.
 */
export function createRunRegister(folder: string): RunRegister {
  const pathOf = (keyId: string): string => join(folder, `runs-${sha256.parse(keyId)}.jsonl`)
  return {
    async add({ at, ...run }) {
      const path = pathOf(run.keyId)
      await withLock(`${path}.lock`, async () => {
        const { head, whole, size } = await read(path)
        if (whole < size) await truncate(path, whole)
        await appendDurably(path, appendLine(head, at, run).bytes)
      })
    },
    async of(keyId, inputs) {
      const { lines } = await read(pathOf(keyId))
      return lines.filter((one) => one.inputs === inputs).map(registered)
    }
  }
}

async function read(path: string): Promise<CheckedChain<Line> & { size: number }> {
  const bytes = (await ifThere(readFile(path))) ?? new Uint8Array()
  const chain = checkChain(bytes, (value) => line.safeParse(value).data ?? null)
  if (chain.brokenAt !== null) throw new AssayError('keys/register-damaged', { file: path, line: chain.brokenAt })
  return { ...chain, size: bytes.length }
}

function registered({ at, keyId, inputs, plan, run, outcome }: Line): RegisteredRun {
  return { at, keyId, inputs, plan, run, outcome }
}

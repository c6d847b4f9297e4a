import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AssayError } from '../../shared/model/errors'
import { sha256 } from '../../shared/model/dataset'
import { canonicalJson, parseCanonical } from '../core/evidence/canonical-json'
import type { TrustMemory } from '../core/evidence/trust'
import type { TrustMemories } from '../ports/keys'
import { ifThere, writeSecret } from './atomic'
import { withLock } from './lock'

const FILE = 'trust-seen.json'
const seen = z.strictObject({ schema: z.literal(1), versions: z.record(sha256, z.int().positive()) })

/** The newest version seen of each organisation's trust file, by its root key, in one file of the keys' folder. */
export function createTrustMemory(folder: string): TrustMemories {
  const path = join(folder, FILE)
  return {
    async recall(rootKeyId) {
      const version = (await read(path))[rootKeyId]
      return version === undefined ? null : { rootKeyId, version }
    },
    async remember({ rootKeyId, version }: TrustMemory) {
      await withLock(`${path}.lock`, async () => {
        const versions = await read(path)
        if ((versions[rootKeyId] ?? 0) >= version) return
        await writeSecret(path, canonicalJson({ schema: 1, versions: { ...versions, [rootKeyId]: version } }))
      })
    }
  }
}

async function read(path: string): Promise<Record<string, number>> {
  const bytes = await ifThere(readFile(path))
  if (bytes === null) return {}
  try {
    return seen.parse(parseCanonical(bytes)).versions
  } catch {
    throw new AssayError('keys/damaged', { file: path, reason: 'it is not as Assay writes it' })
  }
}

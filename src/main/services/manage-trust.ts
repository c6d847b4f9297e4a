import type { TrustEntry, TrustFile } from '../../shared/model/trust'
import { TRUST_MEDIA_TYPE } from '../../shared/model/trust'
import { readCertificate } from '../core/evidence/certificate'
import { sealEnvelope } from '../core/evidence/dsse'
import { extendTrust, judgeTrust, openTrust, prepareTrust, type TrustMemory } from '../core/evidence/trust'
import type { Signer, TrustMemories } from '../ports/keys'
import { claimedNow } from './claimed-time'
import type { Ports } from './ports'

export type TrustOrder = { file: string; organisation: string; entries: readonly TrustEntry[]; expiresAt: string }

export type TrustService = {
  /** Writes the next version of a trust file, signed by the organisation's root key; makes the first one where there is none. */
  write: (order: TrustOrder, root: Signer) => Promise<TrustFile>
  /** A trust file with what is remembered of it; a newer version is remembered from now on. */
  open: (file: string) => Promise<{ bytes: Uint8Array; memory: TrustMemory | null }>
}

export function manageTrust(ports: Ports, memories: TrustMemories): TrustService {
  const { files } = ports
  return {
    async write({ file, organisation, entries, expiresAt }, root) {
      const path = files.absolute(file)
      const issuedAt = claimedNow(ports)
      const empty: TrustFile = { schema: 1, organisation, version: 0, issuedAt, expiresAt, entries: [] }
      const before = (await files.exists(path)) ? openTrust(await files.read(path)).file : empty
      const next = extendTrust(before, entries, issuedAt, expiresAt)
      const { payload, toSign } = prepareTrust(next)
      await files.writeAtomic(path, sealEnvelope(TRUST_MEDIA_TYPE, payload, readCertificate(root.certificateDer), await root.sign(toSign)))
      return next
    },
    async open(file) {
      const bytes = await files.read(files.absolute(file))
      const opened = openTrust(bytes)
      const memory = await memories.recall(opened.rootKeyId)
      if (judgeTrust(opened, memory, claimedNow(ports)).code === 'valid')
        await memories.remember({ rootKeyId: opened.rootKeyId, version: opened.file.version })
      return { bytes, memory }
    }
  }
}

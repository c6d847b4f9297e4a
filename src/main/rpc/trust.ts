import { inspectTrust } from '../services/inspect-trust'
import type { TrustService } from '../services/manage-trust'
import type { Session } from '../services/session/session'
import { vouchForKeys } from '../services/vouch-for-keys'
import { os } from './implement'

export const trust = ({ ports }: Session, service: TrustService) =>
  os.trust.router({
    open: os.trust.open.handler(({ input }) => inspectTrust(ports, service, input.file)),
    write: os.trust.write.handler(async ({ input }) => {
      const { version, entries, expiresAt } = await vouchForKeys(ports, service, input)
      return { version, entries: entries.length, expiresAt }
    })
  })

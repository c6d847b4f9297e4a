import type { Identity } from '../../shared/model/identity'
import type { TrustEntry, TrustFile } from '../../shared/model/trust'
import { claimedNow } from './claimed-time'
import type { TrustService } from './manage-trust'
import type { Ports } from './ports'

export type VouchOrder = {
  file: string
  organisation: string
  /** Name or fingerprint of the organisation's root key on this computer, and its passphrase. */
  root: string
  passphrase: string
  keys: readonly string[]
  roles: TrustEntry['roles']
  /** For how many days the file and the keys are valid. */
  days: number
  status: TrustEntry['status']
}

const DAY_MS = 86_400_000

/** The next version of a trust file, in which the root key vouches for keys of this computer. */
export async function vouchForKeys(ports: Ports, trust: TrustService, order: VouchOrder): Promise<TrustFile> {
  const until = new Date(ports.clock.now().getTime() + order.days * DAY_MS)
  const expiresAt = claimedNow({ clock: { now: () => until } })
  const identities = await Promise.all(order.keys.map((key) => ports.keys.find(key)))
  const entries = identities.map((identity: Identity): TrustEntry => ({
    keyId: identity.keyId,
    claimedName: identity.name,
    roles: order.roles,
    validFrom: claimedNow({ clock: { now: () => new Date(identity.createdAt) } }),
    validTo: expiresAt,
    status: order.status
  }))
  const root = await ports.keys.unlock(order.root, order.passphrase)
  return trust.write({ file: order.file, organisation: order.organisation, entries, expiresAt }, root)
}

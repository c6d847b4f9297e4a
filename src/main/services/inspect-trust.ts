import type { TrustFile } from '../../shared/model/trust'
import type { Verdict } from '../../shared/model/verification'
import { judgeTrust, openTrust } from '../core/evidence/trust'
import { claimedNow } from './claimed-time'
import type { TrustService } from './manage-trust'
import type { Ports } from './ports'

export type InspectedTrust = { file: TrustFile; rootKeyId: string; judgement: { code: Verdict; detail: string } }

/** Whom a trust file vouches for, by which root key, and whether it may be relied on now. */
export async function inspectTrust(ports: Ports, trust: TrustService, path: string): Promise<InspectedTrust> {
  const { bytes, memory } = await trust.open(path)
  const opened = openTrust(bytes)
  return { ...opened, judgement: judgeTrust(opened, memory, claimedNow(ports)) }
}

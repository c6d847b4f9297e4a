import { AssayError } from '../../../shared/model/errors'
import type { Pack } from '../../../shared/model/pack'

/** The pack of that id; throws `plan/pack-unknown`. */
export function packNamed(id: string, packs: readonly Pack[]): Pack {
  const found = packs.find((pack) => pack.id === id)
  if (found === undefined) throw new AssayError('plan/pack-unknown', { pack: id, known: packs.map((pack) => pack.id).join(', ') || 'none' })
  return found
}

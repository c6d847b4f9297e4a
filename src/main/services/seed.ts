import type { Plan } from '../../shared/model/plan'
import { concat, utf8 } from '../core/evidence/bytes'
import { canonicalJson } from '../core/evidence/canonical-json'
import { sha256Hex } from '../core/evidence/digest'

/** SHA-256(plan without seed ‖ input digests), or of the seed set by hand, which is a printed deviation (STATISTICS §4). */
export function seedOf(plan: Plan, inputs: readonly string[]): string {
  const { seed, ...rest } = plan
  return seed === undefined ? sha256Hex(concat(canonicalJson(rest), ...inputs.map(utf8))) : sha256Hex(utf8(seed))
}

import { differenceInterval } from '../stats/two-proportions'
import { proportionInterval } from '../stats/proportion'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import type { Binning } from './binning'
import type { Pair, Side } from './side'

/** Rows over the design effect: what independent rows would tell as much. Missing numbers have no bin; they are taken as the widest of the bins. */
function effectOf({ effects }: Side, bin: number | null): number {
  if (effects === null) return NaN
  return bin === null ? effects.reduce((most, effect) => Math.max(most, effect), 1) : effects[bin]!
}

/** Share missing now less the share missing in the reference, by Miettinen and Nurminen's limits on effective sizes. */
export function missingChange({ reference, current }: Pair, binning: Binning, level: number): Quantity {
  const n = { group: current.rows, reference: reference.rows }
  if (current.rows === 0 || reference.rows === 0) return undefinedQuantity('no-rows', n)
  const estimate = current.effective.missing / current.effective.rows - reference.effective.missing / reference.effective.rows
  const bin = binning.kind === 'category' && binning.ownBin ? binning.missing : null
  const [a, b] = [effectOf(current, bin), effectOf(reference, bin)]
  if (Number.isNaN(a + b)) return withoutInterval(estimate, 'few-clusters', { n })
  const count = ({ effective: { missing, rows } }: Side, effect: number): { k: number; n: number } => ({
    k: missing / effect,
    n: rows / effect
  })
  return withInterval(estimate, level, (at) => differenceInterval(count(current, a), count(reference, b), at), { n })
}

/** Share of the current rows with a category that the reference does not have, of those with a category. */
export function unseenShare({ reference, current }: Pair, binning: Extract<Binning, { kind: 'category' }>, level: number): Quantity {
  const rows = current.rows - current.missing
  const n = { group: rows, reference: reference.rows - reference.missing }
  if (rows === 0) return undefinedQuantity('no-rows', n)
  let unseen = 0
  let effect = 1
  for (let bin = 0; bin < binning.missing; bin++)
    if (reference.counts[bin] === 0 && current.counts[bin]! > 0) {
      unseen += current.effective.counts[bin]!
      effect = Math.max(effect, effectOf(current, bin))
    }
  const counted = current.effective.rows - current.effective.missing
  if (current.effects === null) return withoutInterval(unseen / counted, 'few-clusters', { n })
  return withInterval(unseen / counted, level, (at) => proportionInterval(unseen / effect, counted / effect, at), { n })
}

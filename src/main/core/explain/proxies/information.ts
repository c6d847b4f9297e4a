import { rankOrder } from '../rank-order'

/** Bins of about equal count, or distinct values where there are no more; missing is a bin of its own. */
export function binsOf(values: Float64Array, most: number): Uint32Array {
  const order = rankOrder(values)
  const bins = new Uint32Array(values.length)
  const distinct = new Set(values).size
  let [bin, before] = [0, NaN]
  order.forEach((row, i) => {
    const value = values[row]!
    if (value !== before) bin = distinct <= most ? bin + 1 : Math.max(bin, Math.floor((i * most) / order.length) + 1)
    before = value
    bins[row] = bin
  })
  return bins
}

/**
 * Mutual information of two codings over the entropy of the second (Theil's uncertainty coefficient): 0, the first says nothing about the
 * second; 1, everything. Rows for which `group` is 0 are left out.
 */
export function uncertaintyCoefficient(
  bins: Uint32Array,
  group: ArrayLike<number>,
  weight: Float64Array | null
): { value: number; rows: number } {
  const joint = new Map<number, Map<number, number>>()
  const [ofBin, ofGroup] = [new Map<number, number>(), new Map<number, number>()]
  const add = (map: Map<number, number>, key: number, w: number): unknown => map.set(key, (map.get(key) ?? 0) + w)
  let [total, rows] = [0, 0]
  for (let row = 0; row < bins.length; row++) {
    if (group[row] === 0) continue
    const w = weight === null ? 1 : weight[row]!
    const of = joint.get(bins[row]!) ?? new Map<number, number>()
    joint.set(bins[row]!, of)
    add(of, group[row]!, w)
    add(ofBin, bins[row]!, w)
    add(ofGroup, group[row]!, w)
    total += w
    rows++
  }
  let [information, entropy] = [0, 0]
  for (const count of ofGroup.values()) entropy -= (count / total) * Math.log(count / total)
  for (const [bin, of] of joint)
    for (const [g, count] of of) information += (count / total) * Math.log((count * total) / (ofBin.get(bin)! * ofGroup.get(g)!))
  return { value: entropy > 0 ? Math.max(0, information) / entropy : NaN, rows }
}

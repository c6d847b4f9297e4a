/** Walker's alias tables of some distributions side by side: that of t has the outcomes low[t] … low[t] + size[t] − 1 from start[t] on. */
export type AliasTables = { start: Int32Array; size: Int32Array; low: Int32Array; keep: Float64Array; other: Int32Array }

/** Fills keep and other from `start` on for weights of any sum: outcome i stays with probability keep, else it is `other` (Vose 1991). */
export function fillAlias(weights: Float64Array, keep: Float64Array, other: Int32Array, start: number): void {
  const size = weights.length
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / size
  const share = weights.map((weight) => weight / mean)
  const [small, large] = [new Int32Array(size), new Int32Array(size)]
  let [smalls, larges] = [0, 0]
  for (let i = 0; i < size; i++)
    if (share[i]! < 1) small[smalls++] = i
    else large[larges++] = i
  keep.fill(1, start, start + size)
  while (smalls > 0 && larges > 0) {
    const [less, more] = [small[--smalls]!, large[larges - 1]!]
    keep[start + less] = share[less]!
    other[start + less] = more
    share[more] = share[more]! - (1 - share[less]!)
    if (share[more] < 1) {
      larges--
      small[smalls++] = more
    }
  }
}

/** Probabilities of Poisson(mean) in proportion, where they reach 1e-16 of the largest: by recurrence from the mode. */
export function poissonWeights(mean: number): { low: number; weights: Float64Array } {
  const reach = Math.ceil(9 * Math.sqrt(mean) + 30)
  const mode = Math.floor(mean)
  const low = Math.max(0, mode - reach)
  const weights = new Float64Array(mode + reach - low + 1)
  weights[mode - low] = 1
  for (let k = mode + 1; k - low < weights.length; k++) weights[k - low] = (weights[k - low - 1]! * mean) / k
  for (let k = mode - 1; k >= low; k--) weights[k - low] = (weights[k - low + 1]! * (k + 1)) / mean
  return { low, weights }
}

/** One table a Poisson mean. */
export function poissonTables(means: Float64Array): AliasTables {
  const lists = Array.from(means, poissonWeights)
  const size = Int32Array.from(lists, ({ weights }) => weights.length)
  const start = new Int32Array(lists.length + 1)
  for (let t = 0; t < lists.length; t++) start[t + 1] = start[t]! + size[t]!
  const [keep, other] = [new Float64Array(start[lists.length]!), new Int32Array(start[lists.length]!)]
  lists.forEach(({ weights }, t) => fillAlias(weights, keep, other, start[t]!))
  return { start, size, low: Int32Array.from(lists, ({ low }) => low), keep, other }
}

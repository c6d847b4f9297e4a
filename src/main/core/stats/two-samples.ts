/**
 * Distances of two samples of numbers, each in ascending order, by one merge over their distinct values: every statistic is exact and allows ties.
 * `ks`: Kolmogorov–Smirnov, max |F − G|. `wasserstein`: ∫ |F − G| dx. `energy`: √(2 ∫ (F − G)² dx) (Székely & Rizzo 2013; scipy's energy_distance).
 * `cramerVonMises`: T of Anderson (1962), n m/N² Σ (F − G)² over the N rows, half of each taken on either side of its value (Lockhart, Spinelli & Stephens 2007:
 * the same number for x as for −x); without ties that of mid-ranks, which with ties is large also for equal distributions. `anderson`: A² of Scholz & Stephens (1987), mid-rank form, standardised.
 * `mannWhitney`: P(X < Y) + ½ P(X = Y), x of the reference. `ties`: distinct values; the largest share of rows on one value.
 */
export type TwoSamples = {
  n: number
  m: number
  ks: number
  wasserstein: number
  energy: number
  cramerVonMises: number
  /** Mean of T over all ways of dealing the pooled rows, and its variance in the limit; both allow for ties. */
  cramerVonMisesNull: { mean: number; variance: number }
  anderson: number
  mannWhitney: number
  ties: { distinct: number; largest: number }
}

/** N² for sums over N places in place of an integral: makes the variance of T without ties that of the limit, 1/45. */
const discrete = (total: number): number => total * total + 2.5 - 3.5 / total / total

/** Sums along the merge. */
type Sums = {
  most: number
  area: number
  squares: number
  mises: number
  spread: number
  variance: number
  anderson: number
  below: number
  distinct: number
  largest: number
}

/** Both samples must be ascending, without NaN, and not empty. */
export function compareSorted(x: Float64Array, y: Float64Array): TwoSamples {
  const [n, m] = [x.length, y.length]
  const s = merge(x, y)
  const total = n + m
  return {
    n,
    m,
    ks: s.most / (n * m),
    wasserstein: s.area / (n * m),
    energy: Math.sqrt((2 * s.squares) / (n * m) / (n * m)),
    cramerVonMises: s.mises / (n * m * total) / total,
    cramerVonMisesNull: { mean: s.spread / Math.max(1, total - 1), variance: s.variance / discrete(total) },
    anderson: standardisedAnderson(s.anderson / (n * m) / total, n, m),
    mannWhitney: s.below / (n * m),
    ties: { distinct: s.distinct, largest: s.largest / total }
  }
}

/**
 * One step a distinct value, with a rows of x and b of y on it. Counts stay whole: F − G is (i m − j n)/(n m), and n m is below 2^53 for samples of up to
 * 94 million rows each. Anderson and Darling's two gaps are one, with opposite signs. Between two values, where the pooled share is h, T's weight w is
 * half the rows on both; under equal distributions F − G has the covariance of a Brownian bridge there: 2 ΣΣ w w' h²(1 − h')² over all pairs h ≤ h'.
 */
function merge(x: Float64Array, y: Float64Array): Sums {
  const n = x.length
  const m = y.length
  const total = n + m
  let most = 0
  let area = 0
  let squares = 0
  let mises = 0
  let spread = 0
  let variance = 0
  let lower = 0
  let last = 0
  let anderson = 0
  let below = 0
  let distinct = 0
  let largest = 0
  let i = 0
  let j = 0
  let gap = 0
  let previous = 0
  while (i < n || j < m) {
    const ofX = j >= m || (i < n && x[i]! <= y[j]!)
    const value = ofX ? x[i]! : y[j]!
    let a = 0
    let b = 0
    if (ofX) while (i + a < n && x[i + a] === value) a++
    while (j + b < m && y[j + b] === value) b++
    const here = a + b
    const width = value - previous
    area += Math.abs(gap) * width
    squares += gap * gap * width
    const weight = (last + here) / 2
    const under = (i + j) / total
    const atOrBelow = weight * under * under
    mises += weight * gap * gap
    spread += weight * under * (1 - under)
    variance += (4 * lower + 2 * atOrBelow) * weight * (1 - under) * (1 - under)
    lower += atOrBelow
    const change = a * m - b * n
    const middle = gap + change / 2
    const before = i + j + here / 2
    const scale = before * (total - before) - (total * here) / 4
    if (scale > 0) anderson += (here * middle * middle) / scale
    below += b * (i + a / 2)
    if (here > largest) largest = here
    distinct++
    gap += change
    most = Math.max(most, Math.abs(gap))
    previous = value
    last = here
    i += a
    j += b
  }
  return { most, area, squares, mises, spread, variance, anderson: anderson * total, below, distinct, largest: Math.max(1, largest) }
}

/** (A² − 1)/σ for two samples; `raw` is Σ over samples and values of l (N M − n B)² / (B(N − B) − N l/4) / (n m N). */
function standardisedAnderson(raw: number, n: number, m: number): number {
  const total = n + m
  if (total < 4) return NaN
  const { harmonic: h, nested: g } = harmonics(total)
  const [k, each] = [2, 1 / n + 1 / m]
  const a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * each
  const b = (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * each - 8 * h + 4 * g - 6
  const c = (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * each + 4 * h
  const d = (2 * h + 6) * k * k - 4 * h * k
  const variance = (((a * total + b) * total + c) * total + d) / ((total - 1) * (total - 2) * (total - 3))
  return ((raw * (total - 1)) / total - (k - 1)) / Math.sqrt(variance)
}

const known = new Map<number, { harmonic: number; nested: number }>()

/** h = Σ 1/i (i < N) and g = Σ_{i<j<N} 1/((N − i) j); both depend on N alone, so they are kept. */
function harmonics(total: number): { harmonic: number; nested: number } {
  const found = known.get(total)
  if (found !== undefined) return found
  let tail = 0
  let nested = 0
  for (let i = 2; i < total; i++) {
    tail += 1 / (total + 1 - i)
    nested += tail / i
  }
  const made = { harmonic: tail + 1, nested }
  if (known.size > 1000) known.clear()
  known.set(total, made)
  return made
}

/** 1 at the last place of each distinct value of the pooled sample in ascending order. */
export function tieEnds(x: Float64Array, y: Float64Array): Uint8Array {
  const ends = new Uint8Array(x.length + y.length)
  let i = 0
  let j = 0
  while (i < x.length || j < y.length) {
    const value = j >= y.length || (i < x.length && x[i]! <= y[j]!) ? x[i]! : y[j]!
    while (i < x.length && x[i] === value) i++
    while (j < y.length && y[j] === value) j++
    ends[i + j - 1] = 1
  }
  return ends
}

/** Numbers in ascending order and the running sums of their weights; null where each weighs one. */
export type WeighedSample = { numbers: Float64Array; running: Float64Array | null }

/** Those distances that weighted distribution functions have too. */
export type WeighedSamples = Pick<TwoSamples, 'ks' | 'wasserstein' | 'energy' | 'cramerVonMises' | 'mannWhitney'>

/**
 * Distances of weighted distribution functions, neither sample empty. `n`, `m`: their effective sizes, in which the rows of Cramér and von Mises's T
 * are counted; whole frequency weights give that of the rows they stand for.
 */
export function weighedSamples(x: WeighedSample, y: WeighedSample, n: number, m: number): WeighedSamples {
  const total = n + m
  const s = { ks: 0, area: 0, squares: 0, mises: 0, below: 0 }
  let [i, j, f, g, last] = [0, 0, 0, 0, 0]
  let previous = Math.min(x.numbers[0]!, y.numbers[0]!)
  while (i < x.numbers.length || j < y.numbers.length) {
    const ofX = j >= y.numbers.length || (i < x.numbers.length && x.numbers[i]! <= y.numbers[j]!)
    const value = ofX ? x.numbers[i]! : y.numbers[j]!
    s.area += Math.abs(f - g) * (value - previous)
    s.squares += (f - g) * (f - g) * (value - previous)
    while (i < x.numbers.length && x.numbers[i] === value) i++
    while (j < y.numbers.length && y.numbers[j] === value) j++
    const [nextF, nextG] = [shareUnder(x, i), shareUnder(y, j)]
    const here = n * (nextF - f) + m * (nextG - g)
    s.mises += ((last + here) / 2) * (f - g) * (f - g)
    s.below += ((nextG - g) * (f + nextF)) / 2
    ;[f, g, last] = [nextF, nextG, here]
    s.ks = Math.max(s.ks, Math.abs(f - g))
    previous = value
  }
  return {
    ks: s.ks,
    wasserstein: s.area,
    energy: Math.sqrt(2 * s.squares),
    cramerVonMises: ((n * m) / total / total) * s.mises,
    mannWhitney: s.below
  }
}

const shareUnder = ({ numbers, running }: WeighedSample, under: number): number =>
  under === 0 ? 0 : running === null ? under / numbers.length : running[under - 1]! / running[running.length - 1]!

/** Kolmogorov–Smirnov and Wasserstein alone, where nothing else of the samples is asked: one step a value, without a branch that data decide. */
export function supremumAndArea(x: Float64Array, y: Float64Array): { ks: number; wasserstein: number } {
  const n = x.length
  const m = y.length
  let i = 0
  let j = 0
  let most = 0
  let area = 0
  let previous = n > 0 && m > 0 ? Math.min(x[0]!, y[0]!) : 0
  while (i < n && j < m) {
    const first = x[i]!
    const second = y[j]!
    const fromX = first <= second ? 1 : 0
    const value = Math.min(first, second)
    const gap = Math.abs(i * m - j * n)
    const width = value - previous
    area += gap * width
    if (width > 0) most = Math.max(most, gap)
    previous = value
    i += fromX
    j += 1 - fromX
  }
  const rest = i < n ? x : y
  for (let k = i < n ? i : j; k < rest.length; k++) {
    const gap = i < n ? Math.abs(k * m - j * n) : Math.abs(i * m - k * n)
    const width = rest[k]! - previous
    area += gap * width
    if (width > 0) most = Math.max(most, gap)
    previous = rest[k]!
  }
  return { ks: most / (n * m), wasserstein: area / (n * m) }
}

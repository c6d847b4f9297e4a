/**
 * Score limits of a difference of two rates, δ = p₁−p₂. With the Lagrange multiplier μ of the constrained maximum likelihood each
 * rate solves its own quadratic, p̃₁ + (μ/n₁) p̃₁q̃₁ = p̂₁ and p̃₂ − (μ/n₂) p̃₂q̃₂ = p̂₂, and the score statistic is
 * z² = μ² (p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂) = μ [(p̂₁−p̂₂) − δ]: it grows with μ, so one root in μ gives the limit, without the cubic of
 * Farrington and Manning (1990) and its cosines. Counts may be real.
 */

/** Lower limit of δ where the score chi-square (without a variance factor) reaches `chi`. */
export const differenceLower = (k1: number, n1: number, k2: number, n2: number, chi: number): number => {
  const p1 = k1 / n1
  const q2 = (n2 - k2) / n2
  if (p1 <= 0 && q2 <= 0) return -1
  const z = Math.sqrt(chi)
  let low = 0
  let high = Infinity
  let mu = z / Math.sqrt((p1 * (1 - p1)) / n1 + (q2 * (1 - q2)) / n2 + 0.25 / (n1 * n1) + 0.25 / (n2 * n2))
  let delta = 0
  for (let i = 0; i < 200; i++) {
    const s1 = rootOfDiscriminant(mu / n1, p1)
    const s2 = rootOfDiscriminant(mu / n2, q2)
    const r1 = shrink(mu / n1, p1, s1)
    const r2 = shrink(mu / n2, q2, s2)
    const v1 = (r1 * (1 - r1)) / n1
    const v2 = (r2 * (1 - r2)) / n2
    delta = r1 - (1 - r2)
    const statistic = mu * Math.sqrt(v1 + v2)
    const error = statistic - z
    if (error > 0) high = mu
    else low = mu
    const slope = statistic > 0 ? (mu * (v1 + v2 + safe(v1, s1) + safe(v2, s2))) / (2 * statistic) : 0
    let next = mu - error / slope
    if (!(next > low && next < high)) next = high === Infinity ? 2 * mu : (low + high) / 2
    if (Math.abs(next - mu) <= 4e-16 * mu) break
    mu = next
  }
  return delta
}

/** Upper limit of δ. */
export const differenceUpper = (k1: number, n1: number, k2: number, n2: number, chi: number): number =>
  -differenceLower(k2, n2, k1, n1, chi)

/** √((1−c)² + 4c(1−p)), the root of the discriminant of c r² − (1+c) r + p = 0. */
const rootOfDiscriminant = (c: number, p: number): number => Math.sqrt((1 - c) * (1 - c) + 4 * c * (1 - p))

/** Root in [0, 1] of c r² − (1+c) r + p = 0: p pulled towards 0 by c. */
const shrink = (c: number, p: number, root: number): number => Math.min(1, (2 * p) / (1 + c + root))

const safe = (variance: number, root: number): number => (root > 0 ? variance / root : 0)

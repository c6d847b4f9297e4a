/**
 * Score limits of a ratio of two rates, θ = p₁/p₂. With the Lagrange multiplier μ of the constrained maximum likelihood
 * p̃₁ = (k₁−μ)/(n₁−μ) and p̃₂ = (k₂+μ)/(n₂+μ), so that Koopman's (1984) chi-square is
 *   μ² [ (n₁−k₁)/(n₁(k₁−μ)) + (n₂−k₂)/(n₂(k₂+μ)) ],
 * which grows with μ: one root in μ gives the limit without solving for the rates at each θ. Counts may be real.
 */

/** Lower limit of θ where Koopman's chi-square reaches `chi` (z² of one side). k₂ > 0 is not required. */
export const ratioLower = (k1: number, n1: number, k2: number, n2: number, chi: number): number => {
  if (k1 <= 0) return 0
  const a = Math.max(0, (n1 - k1) / n1)
  const b = Math.max(0, (n2 - k2) / n2)
  if (a === 0) return ratioLowerAllSelected(n1, k2, n2, b, chi)
  const mu = scoreRoot(k1, k2, a, b, chi)
  return (((k1 - mu) / (n1 - mu)) * (n2 + mu)) / (k2 + mu)
}

/** Upper limit of θ; Infinity where k₂ = 0. */
export const ratioUpper = (k1: number, n1: number, k2: number, n2: number, chi: number): number => 1 / ratioLower(k2, n2, k1, n1, chi)

/** μ in (0, k₁) with μ²a/(k₁−μ) + μ²b/(k₂+μ) = chi: convex and increasing, safeguarded Newton. */
const scoreRoot = (k1: number, k2: number, a: number, b: number, chi: number): number => {
  let low = 0
  let high = k1
  let mu = start(k1, k2, a, b, chi)
  for (let i = 0; i < 100; i++) {
    const d1 = k1 - mu
    const d2 = k2 + mu
    const first = (mu * mu * a) / d1
    const second = (mu * mu * b) / d2
    const error = first + second - chi
    if (error === 0) return mu
    if (error > 0) high = mu
    else low = mu
    const slope = first * (2 / mu + 1 / d1) + second * (2 / mu - 1 / d2)
    let next = mu - error / slope
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - mu) <= 4e-16 * mu) return next
    mu = next
  }
  return mu
}

/** Root of the equation without its second term, an upper bound of μ where b > 0. */
const start = (k1: number, k2: number, a: number, b: number, chi: number): number => {
  const rough = Math.sqrt(chi / (a / k1 + (k2 > 0 ? b / k2 : 0)))
  const alone = (chi / (2 * a)) * (Math.sqrt(1 + (4 * a * k1) / chi) - 1)
  return Math.min(rough, alone) * (1 - 1e-12)
}

/** Every row of group 1 selected: up to μ = n₁ the rate p̃₁ stays at 1, beyond it μ stays at n₁ and p̃₁ falls. */
const ratioLowerAllSelected = (n1: number, k2: number, n2: number, b: number, chi: number): number => {
  const reached = (n1 * n1 * b) / (k2 + n1)
  if (b > 0 && reached >= chi) {
    const mu = (chi + Math.sqrt(chi * chi + 4 * b * chi * k2)) / (2 * b)
    return (n2 + mu) / (k2 + mu)
  }
  const odds = (chi - reached) / n1
  return (n2 + n1) / (k2 + n1) / (1 + odds)
}

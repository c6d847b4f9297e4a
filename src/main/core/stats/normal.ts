import { invertIncreasing } from './invert'
import { SQRT_2PI } from './math'

/** Standard normal density. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / SQRT_2PI

/** e^(−z²/2) with the square split in two so that far tails keep their digits. */
const gauss = (z: number): number => {
  const head = Math.trunc(z * 16) / 16
  return Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (z - head) * (z + head))
}

const upperTail = (z: number): number => {
  if (z > 39) return 0
  let mills = z
  for (let i = z > 6 ? 60 : 160; i > 0; i--) mills = z + i / mills
  return gauss(z) / (SQRT_2PI * mills)
}

const centre = (z: number): number => {
  let term = z
  let total = z
  for (let i = 3; total + term !== total || i === 3; i += 2) {
    term *= (z * z) / i
    total += term
  }
  return (total * gauss(z)) / SQRT_2PI
}

/** Standard normal distribution function Φ(z); relative error ≤ 1e-14 in both tails. */
export const normalCdf = (z: number): number => {
  if (z < -2) return upperTail(-z)
  if (z > 2) return 1 - upperTail(z)
  return 0.5 + (z === 0 ? 0 : centre(z))
}

/** 1 − Φ(z) without cancellation. */
export const normalUpper = (z: number): number => normalCdf(-z)

/** z with Φ(z) = p. */
export const normalQuantile = (p: number): number => {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p > 0.3)
    return invertIncreasing({
      value: (z) => (z === 0 ? 0 : centre(z)),
      slope: normalDensity,
      target: p - 0.5,
      start: (p - 0.5) * SQRT_2PI,
      low: -1,
      high: 0
    })
  const t = Math.sqrt(-2 * Math.log(p))
  const start = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  return invertIncreasing({ value: normalCdf, slope: normalDensity, target: p, start, low: -40, high: 0 })
}

/** Two-sided critical value of a confidence level: 1.96 for 0.95. */
export const criticalValue = (level: number): number => -normalQuantile((1 - level) / 2)

/** One-sided critical value: z with upper tail alpha. */
export const upperCriticalValue = (alpha: number): number => -normalQuantile(alpha)

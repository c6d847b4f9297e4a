import { binomialTerm } from './binomial-term'

/** An urn of `total` balls of which `marked` are marked; `drawn` are taken without replacement. */
export type Urn = { total: number; marked: number; drawn: number }

export const lowestDraw = ({ total, marked, drawn }: Urn): number => Math.max(0, drawn - (total - marked))

export const highestDraw = ({ marked, drawn }: Urn): number => Math.min(marked, drawn)

/** P(X = k): three saddle-point binomials (Loader 2000), stable at any size. */
export const hypergeometricPmf = (k: number, urn: Urn): number => {
  const { total, marked, drawn } = urn
  if (k < lowestDraw(urn) || k > highestDraw(urn)) return 0
  if (drawn === 0 || drawn === total) return 1
  const p = drawn / total
  const q = (total - drawn) / total
  return (binomialTerm(k, marked, p, q) * binomialTerm(drawn - k, total - marked, p, q)) / binomialTerm(drawn, total, p, q)
}

/** P(X = k−1) / P(X = k). */
const ratioDown = (k: number, { total, marked, drawn }: Urn): number =>
  (k * (total - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1))

/** P(X = k+1) / P(X = k). */
const ratioUp = (k: number, { total, marked, drawn }: Urn): number =>
  ((marked - k) * (drawn - k)) / ((k + 1) * (total - marked - drawn + k + 1))

/** Σ P(X = j) for j ≤ k; adds terms from k down until they no longer count, so k should lie below the mode. */
const sumDown = (k: number, urn: Urn): number => {
  const last = lowestDraw(urn)
  let term = hypergeometricPmf(k, urn)
  let total = term
  for (let j = k; j > last && term > total * 1e-18; j--) {
    term *= ratioDown(j, urn)
    total += term
  }
  return total
}

const sumUp = (k: number, urn: Urn): number => {
  const last = highestDraw(urn)
  let term = hypergeometricPmf(k, urn)
  let total = term
  for (let j = k; j < last && term > total * 1e-18; j++) {
    term *= ratioUp(j, urn)
    total += term
  }
  return total
}

export const hypergeometricMode = ({ total, marked, drawn }: Urn): number => Math.floor(((marked + 1) * (drawn + 1)) / (total + 2))

/** P(X ≤ k), precise in the far tail. Work is bounded by a few dozen standard deviations. */
export const hypergeometricCdf = (k: number, urn: Urn): number => {
  if (k < lowestDraw(urn)) return 0
  if (k >= highestDraw(urn)) return 1
  return k <= hypergeometricMode(urn) ? Math.min(1, sumDown(k, urn)) : Math.max(0, 1 - sumUp(k + 1, urn))
}

/** P(X ≥ k), precise in the far tail. */
export const hypergeometricAtLeast = (k: number, urn: Urn): number => {
  if (k <= lowestDraw(urn)) return 1
  if (k > highestDraw(urn)) return 0
  return k > hypergeometricMode(urn) ? Math.min(1, sumUp(k, urn)) : Math.max(0, 1 - sumDown(k - 1, urn))
}

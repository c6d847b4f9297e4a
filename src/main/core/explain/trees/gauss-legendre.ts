/** Points and weights of ∫₀¹: exact for polynomials of degree 2n − 1. Flat: x₁, w₁, x₂, w₂, … */
export function gaussLegendre(points: number): Float64Array {
  let roots: number[] = []
  for (let degree = 1; degree <= points; degree++) roots = rootsBetween(degree, [-1, ...roots, 1])
  const rule = new Float64Array(2 * points)
  for (const [i, x] of roots.entries()) {
    const { derivative } = legendre(points, x)
    rule[2 * i] = (1 + x) / 2
    rule[2 * i + 1] = 1 / ((1 - x * x) * derivative * derivative)
  }
  return rule
}

/** The roots of Pₙ: one between each two neighbours of those of Pₙ₋₁ and the ends (they interlace). */
function rootsBetween(degree: number, ends: readonly number[]): number[] {
  return ends.slice(1).map((high, i) => {
    const negative = legendre(degree, ends[i]!).value < 0
    let [from, to] = [ends[i]!, high]
    for (let step = 0; step < 80; step++) {
      const middle = (from + to) / 2
      if (legendre(degree, middle).value < 0 === negative) from = middle
      else to = middle
    }
    const near = (from + to) / 2
    const { value, derivative } = legendre(degree, near)
    return near - value / derivative
  })
}

/** Pₙ(x) and its derivative by Bonnet's recursion. */
function legendre(degree: number, x: number): { value: number; derivative: number } {
  let [before, value] = [1, x]
  for (let n = 2; n <= degree; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n]
  return { value, derivative: (degree * (x * value - before)) / (x * x - 1) }
}

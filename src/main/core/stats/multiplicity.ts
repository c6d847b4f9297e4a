const ascending = (p: readonly number[]): number[] => p.map((_, i) => i).sort((i, j) => p[i]! - p[j]! || i - j)

/** Holm's (1979) step-down adjusted p-values: family-wise error, any dependence. Order of the input is kept. */
export const holm = (p: readonly number[]): number[] => {
  const adjusted = new Array<number>(p.length).fill(0)
  let running = 0
  ascending(p).forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (p.length - rank) * p[index]!))
    adjusted[index] = running
  })
  return adjusted
}

/** Benjamini and Hochberg's (1995) step-up adjusted p-values: false discovery rate. Order of the input is kept. */
export const benjaminiHochberg = (p: readonly number[]): number[] => {
  const adjusted = new Array<number>(p.length).fill(0)
  let running = 1
  ascending(p)
    .map((index, rank) => ({ index, rank }))
    .reverse()
    .forEach(({ index, rank }) => {
      running = Math.min(running, (p.length / (rank + 1)) * p[index]!)
      adjusted[index] = running
    })
  return adjusted
}

const PARTS = 100

/** Values at 0, 1 … 100 % of the ascending numbers, each once. */
export function quantilesOf(ascending: Float64Array): number[] {
  if (ascending.length === 0) return []
  const at = Array.from({ length: PARTS + 1 }, (_, i) => ascending[Math.round((i * (ascending.length - 1)) / PARTS)]!)
  return at.filter((value, i) => i === 0 || value !== at[i - 1])
}

/** Rows of a matrix in echelon form. */
function echelon(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row) => [...row])
  let top = 0
  const width = rows[0]?.length ?? 0
  for (let column = 0; column < width && top < rows.length; column++) {
    const pivot = rows.findIndex((row, i) => i >= top && Math.abs(row[column]!) > 1e-9)
    if (pivot < 0) continue
    ;[rows[top], rows[pivot]] = [rows[pivot]!, rows[top]!]
    const scale = rows[top]![column]!
    rows[top] = rows[top]!.map((x) => x / scale)
    for (let i = 0; i < rows.length; i++) {
      const factor = rows[i]![column]!
      if (i !== top) rows[i] = rows[i]!.map((x, j) => x - rows[top]![j]! * factor)
    }
    top++
  }
  return rows.slice(0, top)
}

/** Whether what is told fixes the unknown of that place: its unit vector lies in the span of the equations. */
export const isFixed = (equations: readonly (readonly number[])[], place: number, unknowns: number): boolean => {
  const unit = Array.from({ length: unknowns }, (_, i) => (i === place ? 1 : 0))
  return echelon([...equations, unit]).length === echelon(equations).length
}

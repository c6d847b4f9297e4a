export type Size = { rows: number; columns: number }
type Cell = { row: number; column: number }

const PAGE = 10

/** Where a key leads from a cell of a grid; row −1 is the heading. Null: the key is none of the grid's. */
export function nextCell(key: string, control: boolean, { row, column }: Cell, { rows, columns }: Size): Cell | null {
  const clamp = (to: Cell): Cell => ({
    row: Math.max(-1, Math.min(rows - 1, to.row)),
    column: Math.max(0, Math.min(columns - 1, to.column))
  })
  switch (key) {
    case 'ArrowDown':
      return clamp({ row: row + 1, column })
    case 'ArrowUp':
      return clamp({ row: row - 1, column })
    case 'ArrowRight':
      return clamp({ row, column: column + 1 })
    case 'ArrowLeft':
      return clamp({ row, column: column - 1 })
    case 'PageDown':
      return clamp({ row: row + PAGE, column })
    case 'PageUp':
      return clamp({ row: row - PAGE, column })
    case 'Home':
      return clamp({ row: control ? -1 : row, column: 0 })
    case 'End':
      return clamp({ row: control ? rows - 1 : row, column: columns - 1 })
    default:
      return null
  }
}

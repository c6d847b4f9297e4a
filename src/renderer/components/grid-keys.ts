import type { KeyboardEvent } from 'react'

type Size = { rows: number; columns: number }
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

/** Moves the focus between the cells of a grid (elements with data-cell="row:column"); `reveal` scrolls to a row that is not drawn. */
export function moveFocus(event: KeyboardEvent<HTMLTableElement>, size: Size, reveal: (row: number) => void): void {
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLTextAreaElement)
    return
  const cell = event.target instanceof Element ? event.target.closest('[data-cell]') : null
  const at = /^(-?\d+):(\d+)$/.exec(cell?.getAttribute('data-cell') ?? '')
  if (at === null) return
  const next = nextCell(event.key, event.ctrlKey || event.metaKey, { row: Number(at[1]), column: Number(at[2]) }, size)
  if (next === null) return
  event.preventDefault()
  const grid = event.currentTarget
  const focus = (): boolean => {
    const target = grid.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)
    target?.focus()
    return target !== null
  }
  if (focus()) return
  reveal(next.row)
  requestAnimationFrame(() => requestAnimationFrame(focus))
}

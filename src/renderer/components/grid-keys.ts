import type { KeyboardEvent } from 'react'
import { nextCell, type Size } from './next-cell'

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

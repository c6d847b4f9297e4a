import type { Group } from '../model/measure'

const CROSS = ' × '

/** The values of a group on one line of at most so many characters; the longest values lose their ends first. */
export function shortLabel(group: Group | null, most: number): string {
  const values = Object.values(group ?? {}).map((value) => Array.from(value ?? 'unknown'))
  const room = most - CROSS.length * Math.max(0, values.length - 1)
  let limit = Math.max(0, ...values.map((value) => value.length))
  const total = (): number => values.reduce((sum, value) => sum + Math.min(value.length, limit), 0)
  while (limit > 4 && total() > room) limit--
  return values.map((value) => (value.length <= limit ? value.join('') : cut(value, limit))).join(CROSS) || 'everybody'
}

/** A text on one line of at most so many characters. */
export const shortText = (text: string, most: number): string => {
  const characters = Array.from(text)
  return characters.length <= most ? text : cut(characters, most)
}

/** Pieces in their order on as few lines of at most so many characters as it takes; a piece goes to a second line only where none holds it whole. */
export function wrapped(pieces: readonly string[], most: number): string[] {
  const lines: string[] = []
  const put = (piece: string): void => {
    const last = lines.at(-1)
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(piece) <= most) lines[lines.length - 1] = `${last} ${piece}`
    else lines.push(piece)
  }
  for (const piece of pieces)
    if (lengthOf(piece) <= most) put(piece)
    else
      wrapped(
        piece.split(' ').map((word) => shortText(word, most)),
        most
      ).forEach(put)
  return lines
}

const lengthOf = (text: string): number => Array.from(text).length

const cut = (characters: readonly string[], most: number): string =>
  `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`

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

const cut = (characters: readonly string[], most: number): string =>
  `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`

import { createContext, use } from 'react'
import { isPlain } from '../../../shared/reading/fairness-answer'
import type { View } from '../../../shared/reading/view'
import { groupValues } from '../../../shared/words/words'
import { firstMetric, pictureOf, type GroupSet } from './choice'

/** As many lines as one picture can hold and be read without choosing. */
const READABLE = 8
const FIRST = 6
export const MOST_DRAWN = 12

/** Which groups have a line in the pictures of one set; `choose` is null where there is nothing to choose. */
export type DrawnGroups = { names: readonly string[]; drawn: readonly string[]; choose: ((names: readonly string[]) => void) | null }

export const DrawnGroupsContext = createContext<DrawnGroups>({ names: [], drawn: [], choose: null })
export const useDrawnGroups = (): DrawnGroups => use(DrawnGroupsContext)

export const namesOf = (view: View, { measures }: GroupSet): string[] => [
  ...new Set(measures.filter((m) => m.group !== null && isPlain(view, m)).map((m) => groupValues(m.group)))
]

/** The groups drawn before anybody chose: all where that can be read, else the reference and those that differ most from it. */
export function firstDrawn(view: View, set: GroupSet): string[] {
  const names = namesOf(view, set)
  const metric = firstMetric(view, set)
  if (names.length <= READABLE || metric === null) return names
  const { rows } = pictureOf(view, set, metric, '')
  const known = rows.filter(({ unknown, rate, comparison }) => !unknown && (comparison ?? rate)?.status.code !== 'small')
  const ranked = [...known.filter(({ reference }) => reference), ...known.filter(({ reference }) => !reference)]
  return ranked.slice(0, FIRST).map(({ name }) => name)
}

/** What was chosen, from the address; nothing that is no group of the set. */
export function chosenOf(text: string, names: readonly string[]): string[] {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? names.filter((name) => read.includes(name)).slice(0, MOST_DRAWN) : []
  } catch {
    return []
  }
}

export const canChoose = (names: readonly string[]): boolean => names.length > READABLE

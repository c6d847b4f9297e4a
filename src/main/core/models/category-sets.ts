import { damaged } from './fault'
import { LIMITS } from './limits'
import type { CategorySet } from './model'

/** The sets of a model while it is read: few bytes may name large categories, so the words of all sets together are bounded. */
export type SetList = { sets: CategorySet[]; words: number }

export const emptySets = (): SetList => ({ sets: [], words: 0 })

/** Adds a set of whole numbers and returns its place. */
export function addMembers(list: SetList, members: ArrayLike<number>, membersGoLeft: boolean, at: string): number {
  let most = -1
  for (let i = 0; i < members.length; i++) {
    const k = members[i]!
    if (!Number.isInteger(k) || k < 0 || k >= LIMITS.category)
      damaged(at, `has the category ${k}, which is no whole number under ${LIMITS.category}`)
    most = Math.max(most, k)
  }
  const bits = room(list, (most >> 5) + 1, at)
  for (let i = 0; i < members.length; i++) bits[members[i]! >>> 5]! |= 1 << (members[i]! & 31)
  return list.sets.push({ bits, membersGoLeft }) - 1
}

/** Adds a set by its words of 32 categories. */
export function addWords(list: SetList, words: Uint32Array, membersGoLeft: boolean, at: string): number {
  const bits = room(list, words.length, at)
  bits.set(words)
  return list.sets.push({ bits, membersGoLeft }) - 1
}

function room(list: SetList, words: number, at: string): Uint32Array {
  list.words += words
  return list.words > LIMITS.categoryWords ? damaged(at, 'asks for more categories than any model has') : new Uint32Array(words)
}

/**
 * Principal reasons of a row: the places of the reasons whose adverse contributions are largest, largest first, at most `most` and only
 * adverse ones; equal ones in the order of the reasons. Sums of contributions that share a reason count as one.
 */
export function principalReasons(adverse: ArrayLike<number>, most: number): number[] {
  return Array.from(adverse, (_, r) => r)
    .filter((r) => adverse[r]! > 0)
    .sort((a, b) => adverse[b]! - adverse[a]! || a - b)
    .slice(0, most)
}

/** Whether two rows of reasons name the same, in any order. */
export const sameReasons = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((reason) => b.includes(reason))

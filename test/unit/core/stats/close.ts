import { expect } from 'vitest'

/** Relative comparison; `floor` is the absolute slack near zero. */
export const close = (actual: number, expected: number, relative: number, what = '', floor = 1e-300): void => {
  if (Math.abs(actual - expected) <= Math.max(relative * Math.abs(expected), floor)) return
  expect.fail(`${what}: ${actual} is not ${expected} (relative ${Math.abs(actual / expected - 1)})`)
}

export const defined = <T>(value: T | { undefined: string }): T => {
  if (typeof value === 'object' && value !== null && 'undefined' in value) expect.fail(`undefined: ${value.undefined}`)
  return value
}

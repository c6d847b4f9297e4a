import { expect } from 'vitest'
import type { Undefined } from '../../../../src/main/core/stats/interval'
import { isUndefined } from '../../../../src/main/core/stats/interval'

/** Relative comparison; `floor` is the absolute slack near zero. */
export const close = (actual: number, expected: number, relative: number, what = '', floor = 1e-300): void => {
  if (Math.abs(actual - expected) <= Math.max(relative * Math.abs(expected), floor)) return
  expect.fail(`${what}: ${actual} is not ${expected} (relative ${Math.abs(actual / expected - 1)})`)
}

export const defined = <T>(value: T): Exclude<T, Undefined> => {
  if (isUndefined(value)) expect.fail(`undefined: ${value.undefined}`)
  return value as Exclude<T, Undefined>
}

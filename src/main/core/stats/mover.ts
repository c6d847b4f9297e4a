import type { Limits } from './estimate'

export type WithLimits = Limits & { estimate: number }

const distance = (a: number, b: number): number => Math.sqrt(a * a + b * b)

/** Limits of a − b from those of two estimates that do not depend on each other: Zou and Donner (2008), Statistics in Medicine 27(10). */
export const mover = (a: WithLimits, b: WithLimits): Limits => ({
  low: a.estimate - b.estimate - distance(a.estimate - a.low, b.high - b.estimate),
  high: a.estimate - b.estimate + distance(a.high - a.estimate, b.estimate - b.low)
})

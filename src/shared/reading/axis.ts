import { fixed } from '../words/format'

export type Axis = { title: string; ticks: { at: number; label: string }[] }

/** Places on an axis are shares of its length, 0 to 1; `beyond`: the interval goes on past that end. */
export type ForestMark = { at: number; from: number | null; to: number | null; beyondLow: boolean; beyondHigh: boolean }

/** A scale from values to shares of an axis's length. */
export type Scale = { axis: Axis; place: (x: number) => number; low: number; high: number }

const RATIO_TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4, 5, 8, 10, 20, 50, 100]
const STEPS = [1, 2, 2.5, 5, 10]
/** As many ticks as their labels leave room for. */
const TICKS = [8, 6, 5, 4, 3, 2]
const MOST_CHARACTERS = 32

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4

/** Logarithmic, so that a ratio and its inverse lie equally far from one. `values` must be positive. */
export function ratioScale(title: string, values: readonly number[]): Scale {
  const low = Math.min(0.9, ...values) / 1.04
  const high = Math.max(1.1, ...values) * 1.04
  const span = Math.log(high / low)
  const place = (x: number): number => rounded(Math.log(x / low) / span)
  const inside = RATIO_TICKS.filter((tick) => tick >= low && tick <= high)
  return { axis: { title, ticks: spaced(inside, place).map((tick) => ({ at: place(tick), label: String(tick) })) }, place, low, high }
}

export function linearScale(title: string, values: readonly number[], label: (x: number, decimals: number) => string = fixed): Scale {
  const least = Math.min(...values)
  const most = Math.max(...values)
  const room = (most - least || 1) * 0.04
  const [low, high] = [least - room, most + room]
  const place = (x: number): number => rounded((x - low) / (high - low))
  const choices = TICKS.map((most) => {
    const { step, decimals } = stepFor(high - low, most)
    const first = Math.ceil(low / step)
    const ticks = Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) => (first + i) * step)
    return ticks.map((tick) => ({ at: place(tick), label: label(tick, decimals) }))
  }).filter((ticks) => ticks.length > 0)
  const fitting = choices.find((ticks) => ticks.reduce((width, tick) => width + tick.label.length, 0) <= MOST_CHARACTERS)
  return { axis: { title, ticks: fitting ?? choices.at(-1) ?? [] }, place, low, high }
}

/** The smallest of 1, 2, 2.5, 5 × 10^k that gives at most so many ticks, and the decimals it needs. */
function stepFor(span: number, most: number): { step: number; decimals: number } {
  let unit = 1
  let decimals = 0
  while (unit * 10 < span / most) unit *= 10
  while (unit > span / most) {
    unit /= 10
    decimals++
  }
  const times = STEPS.find((s) => s * unit >= span / most) ?? 10
  const needed = times === 10 ? decimals - 1 : times === 2.5 ? decimals + 1 : decimals
  return { step: times * unit, decimals: Math.max(0, needed) }
}

/** Drops ticks that would crowd their neighbours; one always stays. */
function spaced(ticks: readonly number[], place: (x: number) => number): number[] {
  const kept: number[] = ticks.includes(1) ? [1] : []
  for (const tick of ticks) if (kept.every((other) => Math.abs(place(tick) - place(other)) >= 0.075)) kept.push(tick)
  return kept.sort((a, b) => a - b)
}

/** Where an estimate and its interval lie; what goes beyond the axis ends there and says so. */
export function markOn({ place, low, high }: Scale, estimate: number, from: number | null, to: number | null): ForestMark {
  const inside = (x: number): number => place(x < low ? low : x > high ? high : x)
  return {
    at: inside(estimate),
    from: from === null ? null : inside(from),
    to: to === null ? null : inside(to),
    beyondLow: from !== null && from < low,
    beyondHigh: to !== null && to > high
  }
}

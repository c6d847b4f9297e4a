import type { Detector } from './detector'

export type AdwinOptions = { delta: number; clock: number; max_buckets: number; min_window: number; grace: number }

/** Buckets of one size, oldest first: their sums and sums of squared distances from their means. */
type Row = { totals: number[]; squares: number[] }

type Window = { rows: Row[]; width: number; total: number; squares: number }

const between = (n: number, m: number, gap: number): number => (n * m * gap * gap) / (n + m)

/** Adaptive windowing over exponential histograms, ADWIN2: Bifet and Gavaldà 2007. Row i holds buckets of 2^i values. */
export function adwin(options: AdwinOptions): Detector {
  let window: Window = { rows: [{ totals: [], squares: [] }], width: 0, total: 0, squares: 0 }
  let tick = 0
  return {
    update(value) {
      insert(window, value, options.max_buckets)
      tick++
      if (tick % options.clock !== 0 || window.width <= options.grace) return false
      const changed = shrink(window, options)
      if (changed) {
        window = { rows: [{ totals: [], squares: [] }], width: 0, total: 0, squares: 0 }
        tick = 0
      }
      return changed
    }
  }
}

function insert(window: Window, value: number, most: number): void {
  const [first] = window.rows
  first!.totals.push(value)
  first!.squares.push(0)
  if (window.width > 0) window.squares += between(window.width, 1, value - window.total / window.width)
  window.width++
  window.total += value
  compress(window, most)
}

/** Where a row has one bucket too many, its two oldest become one of twice the size. */
function compress({ rows }: Window, most: number): void {
  for (let i = 0, size = 1; i < rows.length && rows[i]!.totals.length > most; i++, size *= 2) {
    const row = rows[i]!
    if (i + 1 === rows.length) rows.push({ totals: [], squares: [] })
    const [a, b] = [row.totals.shift()!, row.totals.shift()!]
    const squares = row.squares.shift()! + row.squares.shift()! + between(size, size, (a - b) / size)
    rows[i + 1]!.totals.push(a + b)
    rows[i + 1]!.squares.push(squares)
  }
}

/** Drops the oldest buckets while some cut of the window tells its two sides apart. */
function shrink(window: Window, options: AdwinOptions): boolean {
  let changed = false
  while (cuts(window, options)) {
    changed = true
    dropOldest(window)
  }
  return changed
}

/** Whether the means on the two sides of some border between buckets differ by more than chance allows. */
function cuts({ rows, width, total, squares }: Window, { delta, min_window }: AdwinOptions): boolean {
  const log = Math.log((2 * Math.log(width)) / delta)
  let [n0, total0] = [0, 0]
  for (let i = rows.length - 1; i >= 0; i--) {
    const size = sizeOf(i)
    const { totals } = rows[i]!
    for (let k = 0; k < totals.length; k++) {
      if (i === 0 && k === totals.length - 1) return false
      n0 += size
      total0 += totals[k]!
      const n1 = width - n0
      if (n0 < min_window || n1 < min_window) continue
      const gap = Math.abs(total0 / n0 - (total - total0) / n1)
      const harmonic = 1 / (n0 - min_window + 1) + 1 / (n1 - min_window + 1)
      if (gap > Math.sqrt(2 * harmonic * (squares / width) * log) + (2 / 3) * log * harmonic) return true
    }
  }
  return false
}

function sizeOf(row: number): number {
  let size = 1
  for (let i = 0; i < row; i++) size *= 2
  return size
}

function dropOldest(window: Window): void {
  const { rows } = window
  const at = rows.length - 1
  const size = sizeOf(at)
  const [total, squares] = [rows[at]!.totals.shift()!, rows[at]!.squares.shift()!]
  window.width -= size
  window.total -= total
  window.squares -= squares + between(size, window.width, total / size - window.total / window.width)
  if (rows[at]!.totals.length === 0) rows.pop()
}

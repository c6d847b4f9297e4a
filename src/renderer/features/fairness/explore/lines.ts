/** A path through the places; a missing one breaks the line. */
export function linePath(xs: readonly number[], ys: readonly (number | null)[]): string {
  let path = ''
  let drawing = false
  for (const [at, y] of ys.entries()) {
    const x = xs[at]
    if (y === null || x === undefined) drawing = false
    else {
      path += `${drawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
      drawing = true
    }
  }
  return path
}

const LINE_HEIGHT = 15

/** Where the labels at the ends of lines go: as near as can be to the wished heights, none upon another, all between top and bottom. */
export function labelPlaces(wished: readonly number[], top: number, bottom: number): number[] {
  const order = wished.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y)
  const step = Math.min(LINE_HEIGHT, (bottom - top) / Math.max(1, order.length - 1))
  const places = Array.from<number>({ length: wished.length }).fill(0)
  let least = top
  for (const { y, at } of order) {
    places[at] = Math.max(least, y)
    least = places[at] + step
  }
  let most = bottom
  for (const { at } of order.reverse()) {
    places[at] = Math.min(most, places[at] ?? bottom)
    most = places[at] - step
  }
  return places
}

/** The threshold after a key on the slider: a hundredth of the range a step, a tenth a page. Null: none of the slider's keys. */
export function thresholdAfterKey(key: string, threshold: number, { low, high }: { low: number; high: number }): number | null {
  const step = (high - low) / 100
  const moved = (by: number): number => Number(Math.max(low, Math.min(high, threshold + by)).toPrecision(6))
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return moved(step)
    case 'ArrowLeft':
    case 'ArrowDown':
      return moved(-step)
    case 'PageUp':
      return moved(10 * step)
    case 'PageDown':
      return moved(-10 * step)
    case 'Home':
      return low
    case 'End':
      return high
    default:
      return null
  }
}

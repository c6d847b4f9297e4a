import type { Detector } from './detector'

export type PageHinkleyOptions = { min_instances: number; delta: number; threshold: number; alpha: number }

/** Page's cumulative sums in both directions, with a forgetting factor: Page 1954; Hinkley 1971. */
export function pageHinkley({ min_instances, delta, threshold, alpha }: PageHinkleyOptions): Detector {
  let [n, mean, up, down, lowest, highest] = [0, 0, 0, 0, Infinity, -1]
  const restart = (): void => {
    ;[n, mean, up, down, lowest, highest] = [0, 0, 0, 0, Infinity, -1]
  }
  return {
    update(value) {
      n++
      mean += (value - mean) / n
      const distance = value - mean
      up = alpha * up + distance - delta
      down = alpha * down + distance + delta
      if (up < lowest) lowest = up
      if (down > highest) highest = down
      const changed = n >= min_instances && (up - lowest > threshold || highest - down > threshold)
      if (changed) restart()
      return changed
    }
  }
}

import type { Detector } from './detector'

export type EddmOptions = { warm_start: number; beta: number }

/** Early drift detection on the distances between errors (values of 1): Baena-García and others 2006. */
export function eddm({ warm_start, beta }: EddmOptions): Detector {
  let [n, last, errors, mean, squares, highest] = [0, 0, 0, 0, 0, -1]
  const restart = (): void => {
    ;[n, last, errors, mean, squares, highest] = [0, 0, 0, 0, 0, -1]
  }
  const spread = (): number => (errors > 1 ? Math.sqrt(squares / (errors - 1)) : 0)
  return {
    update(error) {
      n++
      if (error !== 1) return false
      errors++
      const before = mean
      mean += (n - last - mean) / errors
      squares += (n - last - before) * (n - last - mean)
      last = n
      if (n <= warm_start) return false
      const reach = mean + 2 * spread()
      if (reach > highest) {
        highest = reach
        return false
      }
      const changed = errors > warm_start && reach / highest < beta
      if (changed) restart()
      return changed
    }
  }
}

import type { Detector } from './detector'

export type DdmOptions = { warm_start: number; drift: number }

/** Drift detection method on a stream of errors (0 or 1): Gama, Medas, Castillo and Rodrigues 2004. */
export function ddm({ warm_start, drift }: DdmOptions): Detector {
  let [n, p, lowestP, lowestS] = [0, 0, Infinity, 0]
  const restart = (): void => {
    ;[n, p, lowestP, lowestS] = [0, 0, Infinity, 0]
  }
  return {
    update(error) {
      n++
      p += (error - p) / n
      if (n <= warm_start) return false
      const s = Math.sqrt(Math.max(0, p * (1 - p)) / n)
      if (p + s <= lowestP + lowestS) [lowestP, lowestS] = [p, s]
      const changed = p + s > lowestP + drift * lowestS
      if (changed) restart()
      return changed
    }
  }
}

/** Rows whose response moves against a direction between neighbouring places, and the widest such move. */
export type Violations = { violates: Float64Array; worst: number }

/** Moves smaller than rounding are none. */
const ROUNDING = 1e-9

/** `curves[place][row]`: responses with the feature at each place, places ascending. */
export function violationsOf(curves: readonly Float64Array[], direction: 'increasing' | 'decreasing'): Violations {
  const sign = direction === 'increasing' ? 1 : -1
  const violates = new Float64Array(curves[0]?.length ?? 0)
  let worst = 0
  for (let place = 1; place < curves.length; place++)
    for (let row = 0; row < violates.length; row++) {
      const against = -sign * (curves[place]![row]! - curves[place - 1]![row]!)
      if (against > ROUNDING) violates[row] = 1
      worst = Math.max(worst, against)
    }
  return { violates, worst }
}

import type { Frame } from './frame'

const labels = new WeakMap<Frame, Uint8Array>()

/** Label of each row, 2 where missing. */
export function labelOfRow(frame: Frame): Uint8Array {
  const known = labels.get(frame)
  if (known) return known
  const label = frame.label
  const values = new Uint8Array(frame.rows).fill(2)
  if (label !== null) for (let row = 0; row < values.length; row++) values[row] = label.map[label.codes[row]!]!
  labels.set(frame, values)
  return values
}

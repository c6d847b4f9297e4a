/** Watches a stream; `update` says whether a change was detected at this value, after which the detector starts anew. */
export type Detector = { update: (value: number) => boolean }

/** Places (from 0 on) in the stream at which the detector saw a change. */
export function changesIn(stream: Float64Array, make: () => Detector): number[] {
  const detector = make()
  const places: number[] = []
  for (let i = 0; i < stream.length; i++) if (detector.update(stream[i]!)) places.push(i)
  return places
}

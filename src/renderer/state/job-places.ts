/** Where a job stands in the status bar; it keeps the room after its end. */
export type Place = { key: number; name: string }

type Running = readonly { key: number }[]

const runs = (running: Running, { key }: Place): boolean => running.some((job) => job.key === key)

/** A job takes the first place whose job has ended, else a new one behind all others: those that run stay where they are. */
export function taken(places: readonly Place[], place: Place, running: Running): readonly Place[] {
  const free = places.findIndex((one) => !runs(running, one))
  return free < 0 ? [...places, place] : places.with(free, place)
}

/** Places are given up only when none of their jobs runs. */
export const kept = (places: readonly Place[], running: Running): readonly Place[] =>
  places.some((place) => runs(running, place)) ? places : []

import type { Progress } from '../../shared/model/job'
import { count } from '../../shared/words/format'

/** Milliseconds as a person would say them: `8 s`, `3 min`, `2 h`. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** Before that nothing can be said about what is left. */
const SHORTEST_MS = 1500

/** Milliseconds to go in a step if the rest of it is as fast as what is done; null where that would be a guess. `elapsed`: since the step began. */
export function timeLeft(elapsed: number, fraction: number | null): number | null {
  return fraction === null || elapsed < SHORTEST_MS || fraction < 0.05 || fraction >= 1 ? null : (elapsed * (1 - fraction)) / fraction
}

/** What a job is at, how fast, and how long the step still takes. `elapsed`: milliseconds since the step began. */
export function progressText({ phase, fraction, rows }: Progress, elapsed: number): string {
  const left = timeLeft(elapsed, fraction)
  const rate = rows === undefined || rows === 0 || elapsed < SHORTEST_MS ? '' : ` (${count((rows / elapsed) * 1000)}/s)`
  return `${phase}${rows === undefined ? '' : `, ${count(rows)} rows${rate}`}${left === null ? '' : `, ${durationText(left)} left`}`
}

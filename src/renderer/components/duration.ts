/** Milliseconds as a person would say them: `8 s`, `3 min`, `2 h`. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** Milliseconds to go if the rest is as fast as what is done; null where that would be a guess. */
export function timeLeft(elapsed: number, fraction: number | null): number | null {
  return fraction === null || fraction < 0.05 || fraction >= 1 ? null : (elapsed * (1 - fraction)) / fraction
}

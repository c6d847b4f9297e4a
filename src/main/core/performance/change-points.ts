import { incompleteBeta } from '../stats/beta'
import { below, randomStream } from '../stats/random'
import { chosenDetectors, MOST_FOR_KSWIN, type NamedDetector } from './detectors/choose'
import { changesIn } from './detectors/detector'
import type { ErrorStream } from './error-stream'
import type { DetectorChoice } from '../../../shared/model/assessments/performance'

/** What a detector found: rows (from 0) at which it fired, and how many values it takes to a false alarm; null where none was raised. */
export type Detected = {
  detector: NamedDetector
  rows: number[]
  watched: number
  falseAlarms: { values: number; alarms: number } | 'too-many-rows'
}

const SHUFFLES = 9
const MOST_SHUFFLED = 66_000

/**
 * Every chosen detector on the stream. False alarms are counted on `steady`, a stream in which nothing is known to change, in nine drawn orders:
 * no order of the rows is a change.
 */
export function detectChanges(stream: ErrorStream, steady: ErrorStream, choice: DetectorChoice, seed: string): Detected[] {
  return chosenDetectors(choice, seed)
    .filter(({ binary }) => stream.binary || !binary)
    .map((detector): Detected => {
      if (detector.name === 'kswin' && stream.losses.length > MOST_FOR_KSWIN)
        return { detector, rows: [], watched: stream.losses.length, falseAlarms: 'too-many-rows' }
      const rows = changesIn(stream.losses, detector.make).map((place) => stream.rows[place]!)
      return { detector, rows, watched: stream.losses.length, falseAlarms: alarmsOf(steady.losses, detector, seed) }
    })
}

function alarmsOf(losses: Float64Array, detector: NamedDetector, seed: string): { values: number; alarms: number } {
  let [values, alarms] = [0, 0]
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    const drawn = drawnOrder(losses, seed, shuffle)
    values += drawn.length
    alarms += changesIn(drawn, detector.make).length
  }
  return { values, alarms }
}

/** Fisher and Yates' shuffle, seeded; of a long stream the first 66,000 that it gives. */
function drawnOrder(losses: Float64Array, seed: string, shuffle: number): Float64Array {
  const random = randomStream(seed, 1000 + shuffle)
  const values = losses.slice()
  const size = Math.min(values.length, MOST_SHUFFLED)
  for (let i = 0; i < size; i++) {
    const other = i + below(random, values.length - i)
    const value = values[i]!
    values[i] = values[other]!
    values[other] = value
  }
  return values.subarray(0, size)
}

/**
 * Whether there are more alarms than twice those to be expected where nothing changes, and so many of all alarms, there and here, as chance would put
 * here once in ten times at most; where no false alarm was seen, any.
 */
export function isTelling({ rows, watched, falseAlarms }: Detected): boolean {
  if (falseAlarms === 'too-many-rows') return false
  const { alarms, values } = falseAlarms
  if (rows.length * values <= 2 * alarms * watched) return false
  return alarms === 0 || binomialAtLeast(rows.length, rows.length + alarms, watched / (watched + values)) <= 0.1
}

/** P(X ≥ k) of n trials. */
const binomialAtLeast = (k: number, n: number, p: number): number => incompleteBeta(k, n - k + 1, p, 1 - p).lower

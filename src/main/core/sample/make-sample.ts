import { drawApplicant, type Applicant } from './applicant'
import { drawApplication, HEADER } from './application'
import { drawsFrom } from './draws'
import { SAMPLE_TRUTH, type SamplePart, type SampleTruth } from './truth'

/** The seed of the sample that `npm run demo` audits and resources/sample/README.md describes. */
export const SAMPLE_SEED = 20_260_930

export type SampleFile = { name: `${SamplePart}.csv`; bytes: Uint8Array<ArrayBuffer> }
export type Sample = { files: readonly SampleFile[]; truth: SampleTruth }

/** Consumer credit, made up: `reference.csv` and `current.csv` (UTF-8, comma, RFC 4180), the same bytes for the same seed (a whole number). */
export function makeSample(seed: number = SAMPLE_SEED): Sample {
  return { files: [makeFile('reference', seed), makeFile('current', seed)], truth: SAMPLE_TRUTH }
}

function makeFile(part: SamplePart, seed: number): SampleFile {
  const draws = drawsFrom(part === 'reference' ? seed : ~seed)
  const applicants: Applicant[] = []
  const lines = [toLine(HEADER)]
  for (let number = 0; number < SAMPLE_TRUTH.rows[part]; number++) {
    const earlier = draws.happens(SAMPLE_TRUTH.repeatedApplicants) ? applicants[draws.below(applicants.length)] : undefined
    const applicant = earlier ?? drawApplicant(draws, part, applicants.length)
    if (earlier === undefined) applicants.push(applicant)
    lines.push(toLine(drawApplication(draws, part, number, applicant)))
  }
  return { name: `${part}.csv`, bytes: new TextEncoder().encode(lines.join('')) }
}

const toLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\n`
const toCell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

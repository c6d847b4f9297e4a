import { clamp } from '../stats/math'
import type { Draws } from './draws'
import { SAMPLE_TRUTH, type SamplePart } from './truth'

/** Who applies; `hidden` is creditworthiness that no column shows. */
export type Applicant = {
  id: string
  sex: string
  race: string
  age: number
  region: string
  logIncome: number
  employmentYears: number
  hidden: number
}

/** exp(10.55) is about 38,200: the median income. */
export const MEDIAN_LOG_INCOME = 10.55
export const SPREAD_LOG_INCOME = 0.5

const REGIONS = [
  ['Capital, inner', 0.22],
  ['Capital, outer', 0.24],
  ['Harbour', 0.18],
  ['Upland', 0.21],
  ['São Lino', 0.15]
] as const

export function drawApplicant(draws: Draws, part: SamplePart, number: number): Applicant {
  const race = draws.pick(SAMPLE_TRUTH.race)
  const age = Math.round(clamp(42 + 14 * draws.normal(), 18, 88))
  const ofRace: Partial<Record<string, number>> = SAMPLE_TRUTH.logIncome
  const shift = (ofRace[race] ?? 0) + (part === 'current' ? SAMPLE_TRUTH.drift.logIncome : 0)
  return {
    id: `${part === 'reference' ? 'R' : 'C'}${String(100_000 + number)}`,
    sex: draws.pick(SAMPLE_TRUTH.sex),
    race,
    age,
    region: draws.pick(REGIONS),
    logIncome: MEDIAN_LOG_INCOME + shift + SPREAD_LOG_INCOME * draws.normal(),
    employmentYears: clamp(Math.round((age - 18) * 0.55 * draws.uniform() * 10) / 10, 0, 45),
    hidden: draws.normal()
  }
}

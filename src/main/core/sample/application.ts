import { clamp } from '../stats/math'
import { MEDIAN_LOG_INCOME, SPREAD_LOG_INCOME, type Applicant } from './applicant'
import { dateOf, dayOf } from '../../../shared/calendar'
import type { Draws } from './draws'
import { SAMPLE_TRUTH, type SamplePart } from './truth'

export const HEADER = [
  'application_id',
  'applicant_id',
  'applied_on',
  'sex',
  'race',
  'age',
  'region',
  'income',
  'debt_ratio',
  'delinquencies',
  'employment_years',
  'channel',
  'loan_amount',
  'purpose',
  'score',
  'decision',
  'repaid',
  'model_version'
] as const

const PURPOSES = [
  ['Car, used', 0.24],
  ['Car, new', 0.12],
  ['Home repair', 0.22],
  ['Consolidation of 2 or more loans', 0.2],
  ['Furniture, "white goods"', 0.12],
  ['Other', 0.1]
] as const

const LATE_PAYMENTS = [
  [0, 0.7],
  [1, 0.18],
  [2, 0.08],
  [3, 0.04]
] as const

const { outcome, drift, missing } = SAMPLE_TRUTH
const AS_OF = dayOf(outcome.asOf)

/** One line of the log, as cells in the order of `HEADER`. */
export function drawApplication(draws: Draws, part: SamplePart, number: number, applicant: Applicant): string[] {
  const day = dayOfApplication(part, number)
  const income = Math.round(Math.exp(applicant.logIncome + 0.05 * draws.normal()) / 100) * 100
  const debtRatio = clamp(0.35 + 0.14 * draws.normal() - 0.03 * applicant.hidden, 0, 1.5)
  const delinquencies = draws.pick(LATE_PAYMENTS) + (applicant.hidden < -1.2 ? 1 : 0)
  const channel = draws.pick<string>(drift.channel[part])
  const amount = Math.round((income * (0.08 + 0.35 * draws.uniform())) / 50) * 50
  const known = repaymentLogOdds(applicant, Math.log(Math.max(income, 1)), debtRatio, delinquencies)
  const score = logistic(known - penaltyOf(applicant.race) + 0.3 * draws.normal()).toFixed(4)
  const approved = Number(score) >= SAMPLE_TRUTH.approveFrom !== draws.happens(SAMPLE_TRUTH.overrides)
  const repays = draws.happens(logistic(known + 0.25 * applicant.hidden + (channel === 'partner' ? drift.partnerRepayment : 0)))
  const early = draws.happens(outcome.shareOfDefaultsKnownEarly)
  return [
    `${part === 'reference' ? 'A25' : 'A26'}-${String(number + 1).padStart(5, '0')}`,
    applicant.id,
    dateOf(day),
    applicant.sex,
    applicant.race,
    String(applicant.age),
    applicant.region,
    draws.happens(missing.income) ? '' : String(income),
    debtRatio.toFixed(3),
    String(delinquencies),
    draws.happens(missing.employmentYears) ? '' : applicant.employmentYears.toFixed(1),
    channel,
    String(amount),
    draws.happens(missing.purpose) ? '' : draws.pick<string>(PURPOSES),
    score,
    approved ? 'approved' : 'declined',
    approved ? outcomeKnown(repays, AS_OF - day, early) : '',
    versionOn(part, day)
  ]
}

/** Applications come evenly over the part's days, so the log is in time order. */
const dayOfApplication = (part: SamplePart, number: number): number => {
  const { from, days } = SAMPLE_TRUTH.period[part]
  return dayOf(from) + Math.floor((number * days) / SAMPLE_TRUTH.rows[part])
}

/** Log-odds of repayment as far as the columns show them; sex and race have no part in it. */
const repaymentLogOdds = (applicant: Applicant, logIncome: number, debtRatio: number, delinquencies: number): number =>
  1.9 +
  (0.45 * (logIncome - MEDIAN_LOG_INCOME)) / SPREAD_LOG_INCOME -
  2.6 * (debtRatio - 0.35) -
  0.6 * delinquencies +
  0.03 * (applicant.employmentYears - 6) +
  0.004 * (applicant.age - 42)

const penaltyOf = (race: string): number => (SAMPLE_TRUTH.scorePenalty as Partial<Record<string, number>>)[race] ?? 0

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Blank until the outcome is mature, save for defaults that were booked early. */
const outcomeKnown = (repays: boolean, days: number, early: boolean): string => {
  if (days >= outcome.maturityDays) return repays ? 'yes' : 'no'
  return !repays && early && days >= outcome.earliestDefaultDays ? 'no' : ''
}

const versionOn = (part: SamplePart, day: number): string =>
  part === 'current' && day >= dayOf(drift.modelVersion.currentFrom) ? drift.modelVersion.current : drift.modelVersion.reference

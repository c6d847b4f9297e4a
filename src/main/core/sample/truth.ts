/**
 * What is planted in the sample, so that findings can be held against it. Log-odds are natural; shares are of rows.
 * resources/sample/README.md says the same in words.
 */
export const SAMPLE_TRUTH = {
  rows: { reference: 20_000, current: 20_000 },
  period: { reference: { from: '2025-01-01', days: 365 }, current: { from: '2026-01-01', days: 273 } },
  /** Share of rows that come from somebody who applied before in the same file. */
  repeatedApplicants: 0.08,
  sex: [
    ['Female', 0.485],
    ['Male', 0.495],
    ['Undisclosed', 0.005],
    ['', 0.015]
  ],
  race: [
    ['White', 0.575],
    ['Black', 0.16],
    ['Hispanic', 0.155],
    ['Asian', 0.081],
    ['Native American', 0.009],
    ['Not disclosed', 0.008],
    ['', 0.012]
  ],
  /** Mean of ln(income) against White: a difference that is real in these data, not planted in the model. */
  logIncome: { White: 0, Black: -0.05, Hispanic: -0.05, Asian: 0.04, 'Native American': -0.05 },
  /** The planted bias: subtracted from the log-odds of the score at equal probability of repayment. */
  scorePenalty: { Black: 0.4, 'Native American': 0.3 },
  /** Approved where the score (probability of repayment) is at least this. */
  approveFrom: 0.78,
  /** Share of decisions reversed by hand. */
  overrides: 0.015,
  missing: { income: 0.015, employmentYears: 0.03, purpose: 0.05 },
  /** Outcomes are known this many days after the application, read at `asOf`; part of the defaults are known earlier. */
  outcome: { asOf: '2026-09-30', maturityDays: 90, earliestDefaultDays: 30, shareOfDefaultsKnownEarly: 0.3 },
  drift: {
    /** Added to ln(income) in current: incomes fall by 11 %. */
    logIncome: -0.12,
    channel: {
      reference: [
        ['branch', 0.45],
        ['web', 0.35],
        ['mobile', 0.2]
      ],
      current: [
        ['branch', 0.27],
        ['web', 0.29],
        ['mobile', 0.38],
        ['partner', 0.06]
      ]
    },
    /** Added to the log-odds of repayment through the new channel; the score does not see it. */
    partnerRepayment: -0.7,
    modelVersion: { reference: '2.3.0', current: '2.3.1', currentFrom: '2026-04-01' }
  }
} as const

export type SamplePart = 'reference' | 'current'
export type SampleTruth = typeof SAMPLE_TRUTH

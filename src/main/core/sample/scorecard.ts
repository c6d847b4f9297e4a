import { MEDIAN_LOG_INCOME, SPREAD_LOG_INCOME } from './applicant'

/** Where the points of a feature change. */
const EDGES = {
  income: [15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 60_000, 75_000, 95_000],
  debt_ratio: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7],
  delinquencies: [1, 2, 3, 4],
  employment_years: [2, 5, 8, 12, 16, 20, 25]
} as const

/** The log-odds that the made-up world attaches to a feature; race and sex have no part in it. */
const POINTS: Record<keyof typeof EDGES, (value: number) => number> = {
  income: (value) => (0.45 * (Math.log(value) - MEDIAN_LOG_INCOME)) / SPREAD_LOG_INCOME,
  debt_ratio: (value) => -2.6 * (value - 0.35),
  delinquencies: (value) => -0.6 * value,
  employment_years: (value) => 0.03 * (value - 6)
}
const START = 1.9
/** One point is one unit of log-odds: odds of 1 at 0 points, doubled by ln 2. */
const DOUBLE = 0.6931471805599453

/**
 * The scorecard that the bank of the sample has on file, as a model file that Assay reads: points by interval, at the middle of each. It is not
 * what made the log: the logged scores have an adjustment and noise that no file shows.
 */
export function makeScorecard(): Uint8Array<ArrayBuffer> {
  const terms = Object.entries(EDGES).map(([feature, edges]) => {
    const pointsOf = POINTS[feature as keyof typeof EDGES]
    const points = middles(edges, feature === 'delinquencies').map((value) => pointsOf(value).toFixed(4))
    return `  - { feature: ${feature}, edges: [${edges.join(', ')}], points: [${points.join(', ')}], missing: 0 }\n`
  })
  const head = `# Scorecard of the sample (made up): points are log-odds of repayment.
schema: 1
kind: scorecard
name: Consumer credit scorecard, documented version
base: ${START}
odds: { score: 0, odds: 1, double: ${DOUBLE} }
classes: ['no', 'yes']
terms:
`
  return new TextEncoder().encode(head + terms.join(''))
}

/** A value for each interval: its middle, or its lower edge where values are whole numbers; beyond either end, half a step further. */
function middles(edges: readonly number[], whole: boolean): number[] {
  const [first = 0, second = first] = edges
  const last = edges[edges.length - 1] ?? first
  const before = edges[edges.length - 2] ?? first
  if (whole) return [first - 1, ...edges]
  return [first - (second - first) / 2, ...edges.slice(1).map((edge, i) => (edge + edges[i]!) / 2), last + (last - before) / 2]
}

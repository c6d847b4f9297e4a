import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Quantity } from '../../stats/quantity'
import { kendallTau } from '../importance/kendall'
import { about, nothing, type Found, type Output, type Topic } from '../input'
import { masksOf } from '../masks'
import { averageOf, averageQuantity, differenceQuantity, type Average } from '../means'
import type { Cohort } from './rows-of-cohorts'

const MOST_FEATURES = 30
const MINUS = '−'

/** Whether the same model leans on the same features in other rows: each cohort beside the first. */
export function cohortsTopic(topic: Topic): Output {
  const [first, ...others] = topic.cohorts ?? []
  if (first === undefined) return nothing()
  const masks = masksOf(topic)
  const base = sharesIn(topic, first)
  const compared = others.map((cohort) => against(topic, { cohort: first, shares: base }, { cohort, shares: sharesIn(topic, cohort) }))
  return {
    ...nothing(),
    found: [...measured(topic, { cohort: first, shares: base }), ...compared.flatMap(({ found }) => found)],
    exhibits: compared.flatMap(({ exhibits }, i) => (masks?.cohorts.has(others[i]!.name) === true ? [] : exhibits))
  }
}

type InCohort = { cohort: Cohort; shares: readonly Average[] }

/**
 * Each player's share of contributions in a cohort: mean |φ_j| over the mean of their sum. A ratio of means, linearised: row i's score is
 * share + (|φ_ij| − share · Σ_k |φ_ik|) / mean sum (Särndal, Swensson & Wretman 1992, §5.6).
 */
export function sharesIn({ values, design }: Pick<Topic, 'values' | 'design'>, { has }: Cohort): Average[] {
  const isIn = (row: number): boolean => has[row] === 1
  const sums = new Float64Array(has.length)
  for (const column of values) for (let row = 0; row < sums.length; row++) sums[row]! += Math.abs(column[row]!)
  const whole = averageOf(sums, design, isIn).estimate
  return values.map((column) => {
    const share = averageOf(column.map(Math.abs), design, isIn).estimate / whole
    const scores = column.map((value, row) => share + (Math.abs(value) - share * sums[row]!) / whole)
    return averageOf(scores, design, isIn)
  })
}

const measured = (topic: Topic, { cohort, shares }: InCohort): Found[] =>
  largestFirst(shares)
    .slice(0, MOST_FEATURES)
    .map((p) => ({
      metric: 'cohort_contribution_share',
      at: { feature: topic.players[p]!.name, slice: cohort.name },
      quantity: averageQuantity(shares[p]!, topic.design, topic.plan.level)
    }))

const largestFirst = (shares: readonly Average[]): number[] =>
  shares.map((_, p) => p).sort((a, b) => (shares[b]!.estimate || 0) - (shares[a]!.estimate || 0) || a - b)

function against(topic: Topic, base: InCohort, other: InCohort): Pick<Output, 'found' | 'exhibits'> {
  const { players, design, plan } = topic
  const [before, now] = [largestFirst(base.shares), largestFirst(other.shares)]
  const differences = players.map((_, p) => differenceQuantity(other.shares[p]!, base.shares[p]!, design, plan.level))
  const order = now.slice(0, MOST_FEATURES)
  const tau = kendallTau(
    base.shares.map(({ estimate }) => estimate),
    other.shares.map(({ estimate }) => estimate)
  )
  const found: Found[] = order.map((p) => ({
    metric: 'cohort_share_difference',
    at: { feature: players[p]!.name, slice: other.cohort.name },
    quantity: differences[p]!
  }))
  const exhibit: ExhibitOf<'table'> = {
    kind: 'table',
    ...about(topic, `cohorts/${other.cohort.name}`, `Shares of contributions in ${other.cohort.name} beside ${base.cohort.name}`, {
      notes: [
        `${other.shares[0]?.n ?? 0} rows of ${other.cohort.name}, ${base.shares[0]?.n ?? 0} of ${base.cohort.name}; Kendall’s τ of the two orders ${tau === tau ? tau.toFixed(3) : 'undefined'}. Of one model, against the same background: other rows can lean on other features without any change of the model.`
      ]
    }),
    columns: [
      { title: 'Feature', align: 'left' },
      { title: base.cohort.name, align: 'decimal' },
      { title: other.cohort.name, align: 'decimal' },
      { title: 'Difference', align: 'decimal' },
      { title: 'from', align: 'decimal' },
      { title: 'to', align: 'decimal' },
      { title: 'Rank', align: 'left' }
    ],
    rows: order.map((p) => [
      players[p]!.name,
      known(base.shares[p]!.estimate),
      known(other.shares[p]!.estimate),
      differences[p]!.estimate,
      ...limitsOf(topic, differences[p]!),
      moved(before.indexOf(p) + 1, now.indexOf(p) + 1)
    ])
  }
  return { found: [...measured(topic, other), ...found], exhibits: [exhibit] }
}

/** Of no rows there is no share. */
const known = (share: number): number | null => (share === share ? share : null)

/** A census has no limits. */
function limitsOf({ plan, design }: Topic, { interval }: Quantity): [number | null, number | null] {
  const shown = plan.inference.kind === 'census' && design.weight === null ? null : interval
  return [shown?.low ?? null, shown?.high ?? null]
}

const moved = (before: number, now: number): string =>
  before === now ? `${now}` : `${before} → ${now} (${now < before ? '+' : MINUS}${Math.abs(before - now)})`

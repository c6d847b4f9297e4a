/** Rows and favourable rows of each stratum, of one group in one period. */
export type Strata = { rows: Float64Array; hits: Float64Array }

/** A change of a rate, or of a ratio of rates, from the reference to the current part, and what makes it up. */
export type Parts = { from: number; to: number; total: number; mix: number; model: number; unmatched: number }

/** A group alone, or held against another. */
export type Compared = { reference: Strata; current: Strata; against?: { reference: Strata; current: Strata } }

type Shares = { weights: Float64Array; rates: Float64Array; rate: number }

/** Shares and rates over the strata that both periods have, and the rate over all. */
function sharesOf({ rows, hits }: Strata, matched: Uint8Array): Shares {
  let inside = 0
  let [n, k] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    n += rows[i]!
    k += hits[i]!
    if (matched[i] === 1) inside += rows[i]!
  }
  return {
    weights: rows.map((count, i) => (matched[i] === 1 ? count / inside : 0)),
    rates: rows.map((count, i) => (count > 0 ? hits[i]! / count : 0)),
    rate: k / n
  }
}

const weighted = (weights: Float64Array, rates: Float64Array): number => weights.reduce((total, weight, i) => total + weight * rates[i]!, 0)

/**
 * Kitagawa's (1955) decomposition, as Oaxaca's and Blinder's for rates: `mix` what the changed shares of the strata do at the average of both rates,
 * `model` what the changed rates within strata do at the average of both shares, `unmatched` what strata bring that only one period has. For a ratio
 * each part is the average of both orders of change (Shapley's value of two), which for a rate is Kitagawa's. The parts add up to the change.
 */
export function kitagawa({ reference, current, against }: Compared): Parts {
  const group = pairOf(reference, current)
  const other = against === undefined ? null : pairOf(against.reference, against.current)
  const value = (mix: 0 | 1, model: 0 | 1): number => {
    const of = (pair: [Shares, Shares]): number => weighted(pair[mix].weights, pair[model].rates)
    return other === null ? of(group) : of(group) / of(other)
  }
  const [from, to] = other === null ? [group[0].rate, group[1].rate] : [group[0].rate / other[0].rate, group[1].rate / other[1].rate]
  const mix = (value(1, 0) - value(0, 0) + value(1, 1) - value(0, 1)) / 2
  const model = (value(0, 1) - value(0, 0) + value(1, 1) - value(1, 0)) / 2
  return { from, to, total: to - from, mix, model, unmatched: to - from - (value(1, 1) - value(0, 0)) }
}

function pairOf(reference: Strata, current: Strata): [Shares, Shares] {
  const matched = Uint8Array.from(reference.rows, (rows, i) => (rows > 0 && current.rows[i]! > 0 ? 1 : 0))
  return [sharesOf(reference, matched), sharesOf(current, matched)]
}

export const PART_NAMES = ['total', 'mix', 'model', 'unmatched'] as const
export type PartName = (typeof PART_NAMES)[number]

/** Gradient of each part with respect to one count, by a central difference of a thousandth of a row. */
export function gradient(compared: Compared, counts: Float64Array, at: number): Record<PartName, number> {
  const kept = counts[at]!
  const step = 1e-3
  counts[at] = kept + step
  const up = kitagawa(compared)
  counts[at] = kept - step
  const down = kitagawa(compared)
  counts[at] = kept
  return {
    total: (up.total - down.total) / (2 * step),
    mix: (up.mix - down.mix) / (2 * step),
    model: (up.model - down.model) / (2 * step),
    unmatched: (up.unmatched - down.unmatched) / (2 * step)
  }
}

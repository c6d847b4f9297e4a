import type { Exhibit } from '../../../shared/model/exhibit'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { Draft } from './draft'
import type { ColumnPair, DriftInput } from './input'

/** Mean absolute attribution of a feature in both parts. */
export type Attribution = { feature: string; reference: number; current: number; rows: { reference: number; current: number } }

const BLOCK = 65_536

/** Σ|x|/n over the rows that have an attribution, by blocks of 65,536 rows. */
function meanAbsolute(numbers: Float64Array): { mean: number; rows: number } {
  let total = 0
  let rows = 0
  for (let start = 0; start < numbers.length; start += BLOCK) {
    let block = 0
    for (let i = start; i < Math.min(numbers.length, start + BLOCK); i++)
      if (numbers[i] === numbers[i]) {
        block += Math.abs(numbers[i]!)
        rows++
      }
    total += block
  }
  return { mean: rows === 0 ? 0 : total / rows, rows }
}

export function attributionOf(feature: string, { reference, current }: ColumnPair): Attribution {
  const of = (loaded: ColumnPair['reference']): { mean: number; rows: number } =>
    'numbers' in loaded ? meanAbsolute(loaded.numbers) : { mean: 0, rows: 0 }
  const [before, now] = [of(reference), of(current)]
  return { feature, reference: before.mean, current: now.mean, rows: { reference: before.rows, current: now.rows } }
}

/** Features by falling attribution; equal ones keep their order. */
const ranked = (all: readonly Attribution[], side: 'reference' | 'current'): Attribution[] => [...all].sort((a, b) => b[side] - a[side])

/**
 * Normalised discounted cumulative gain of the reference's attributions in the order of the current ones (SageMaker Clarify's feature attribution
 * drift): 1 where the order is the same, less the more an important feature falls. Null where nothing is attributed.
 */
export function ndcg(all: readonly Attribution[]): number | null {
  const gain = (ordered: readonly Attribution[]): number =>
    ordered.reduce((total, { reference }, place) => total + reference / (Math.log(place + 2) / Math.LN2), 0)
  const ideal = gain(ranked(all, 'reference'))
  return ideal > 0 ? gain(ranked(all, 'current')) / ideal : null
}

/** Whether the model leans on the same features as before. */
export function attributionDrift({ current }: DriftInput, all: readonly Attribution[]): { drafts: Draft[]; exhibits: Exhibit[] } {
  if (all.length === 0) return { drafts: [], exhibits: [] }
  const value = ndcg(all)
  const n = { group: Math.min(...all.map(({ rows }) => rows.current)), reference: Math.min(...all.map(({ rows }) => rows.reference)) }
  const place = (side: 'reference' | 'current', feature: string): number =>
    ranked(all, side).findIndex((one) => one.feature === feature) + 1
  return {
    drafts: [
      {
        metric: 'attribution_ndcg',
        feature: null,
        kind: 'all',
        slice: { group: null, at: 0, against: 0, small: false },
        quantity: value === null ? undefinedQuantity('zero-denominator', n) : withoutInterval(value, 'not-smooth', { n })
      }
    ],
    exhibits: [
      {
        kind: 'table',
        id: 'drift/attributions',
        assessment: 'drift',
        title: 'Mean absolute attributions of the features',
        at: { part: current.part },
        group: null,
        notes: [],
        columns: [
          { title: 'Feature', align: 'left' },
          { title: 'Reference', align: 'decimal' },
          { title: 'Place', align: 'right' },
          { title: 'Current', align: 'decimal' },
          { title: 'Place now', align: 'right' }
        ],
        rows: ranked(all, 'current').map((one) => [
          one.feature,
          one.reference,
          place('reference', one.feature),
          one.current,
          place('current', one.feature)
        ])
      }
    ]
  }
}

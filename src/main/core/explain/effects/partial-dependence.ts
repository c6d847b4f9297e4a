import type { Limits } from '../../stats/estimate'
import { averageOf, averageQuantity, type Design } from '../means'
import { responsesOf, type Answering, type Table } from '../subject'

/** Response of each row with a feature set to each place in turn: individual conditional expectations (Goldstein et al. 2015). */
export function conditionalResponses(subject: Answering, table: Table, feature: number, places: Float64Array): Float64Array[] {
  return Array.from(places, (place) => {
    const columns = table.columns.map((column, j) => (j === feature ? new Float64Array(table.rows).fill(place) : column))
    return responsesOf(subject, { columns, rows: table.rows })
  })
}

/** A curve with the limits of its places, each a mean over rows; the model itself is taken as given. */
export type EffectCurve = { values: number[]; limits: (Limits | null)[] }

/** Partial dependence (Friedman 2001): the mean of the rows' curves. */
export function partialDependence(curves: readonly Float64Array[], design: Design, level: number): EffectCurve {
  const quantities = curves.map((responses) => averageQuantity(averageOf(responses, design), design, level))
  return { values: quantities.map(({ estimate }) => estimate ?? NaN), limits: quantities.map(({ interval }) => interval) }
}

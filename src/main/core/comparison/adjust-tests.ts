import { METRICS } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import { holm } from '../stats/multiplicity'
import type { Pair } from './input'
import type { Tested } from './paired-estimates'

/**
 * Two families a challenger, each by Holm (STATISTICS §5): differences of all rows, and changes of gaps. Differences within one group are told with their
 * intervals; groups that are unknown or small are not tested, and nothing is where the log is all there is.
 */
export function adjustTests({ plan, against, asked }: Pair, tested: readonly Tested[]): Estimate[] {
  if (plan.inference.kind === 'census') return tested.map(({ estimate }) => estimate)
  const between = `between ${against.name} and ${asked.champion}`
  return [
    ...adjusted(tested.filter(isWhole), `differences ${between}, all rows`),
    ...adjusted(tested.filter(isGap), `changes of gaps ${between}`),
    ...tested.filter((one) => !isWhole(one) && !isGap(one)).map(({ estimate }) => estimate)
  ]
}

const isWhole = ({ estimate: { measure } }: Tested): boolean => measure.group === null && METRICS[measure.metric].unit !== 'proportion'
const isGap = ({ estimate: { measure } }: Tested): boolean => measure.metric === 'gap_change'

function adjusted(tested: readonly Tested[], family: string): Estimate[] {
  const counted = tested.filter(isTested)
  const p = holm(counted.map(({ test }) => test!.p))
  return tested.map((one) => {
    const place = counted.indexOf(one)
    const { estimate, test } = one
    if (place < 0 || test == null) return estimate
    return { ...estimate, measure: { ...estimate.measure, test: { ...test, adjusted: p[place]!, family, m: counted.length } } }
  })
}

const isTested = ({ estimate: { measure }, test }: Tested): boolean =>
  test != null && measure.status.code === 'ok' && !Object.values(measure.group ?? {}).includes(null)

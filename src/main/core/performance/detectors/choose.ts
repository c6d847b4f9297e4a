import type { DetectorChoice } from '../../../../shared/model/assessments/performance'
import { randomStream } from '../../stats/random'
import { adwin } from './adwin'
import { ddm } from './ddm'
import type { Detector } from './detector'
import { eddm } from './eddm'
import { kswin } from './kswin'
import { pageHinkley } from './page-hinkley'

/** A detector by the name that the plan uses, with its parameters in words. `binary`: it takes errors of 0 and 1 only. */
export type NamedDetector = { name: keyof DetectorChoice; parameters: string; binary: boolean; make: () => Detector }

/** Streams of values longer than this are too long for windowing by sorted samples. */
export const MOST_FOR_KSWIN = 2_000_000

export function chosenDetectors(choice: DetectorChoice, seed: string): NamedDetector[] {
  const { adwin: a, ddm: d, eddm: e, page_hinkley: p, kswin: k } = choice
  return [
    ...(a === false ? [] : [named('adwin', a, false, () => adwin(a))]),
    ...(d === false ? [] : [named('ddm', d, true, () => ddm(d))]),
    ...(e === false ? [] : [named('eddm', e, true, () => eddm(e))]),
    ...(p === false ? [] : [named('page_hinkley', p, false, () => pageHinkley(p))]),
    ...(k === false ? [] : [named('kswin', k, false, () => kswin(k, randomStream(seed, 7)))])
  ]
}

const named = (
  name: NamedDetector['name'],
  parameters: Readonly<Record<string, number>>,
  binary: boolean,
  make: () => Detector
): NamedDetector => ({
  name,
  parameters: Object.entries(parameters)
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${value}`)
    .join(', '),
  binary,
  make
})

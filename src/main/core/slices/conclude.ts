import type { FindingDraft } from '../../../shared/model/finding'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import { figureTexts } from '../../../shared/words/figure-texts'
import { counted, percent, probability } from '../../../shared/words/format'
import { conditionsText } from '../../../shared/words/words'
import type { AssessmentResult } from '../assessment'
import type { Estimate } from '../stats/estimate'
import { nameEstimate } from '../stats/name-estimate'
import { withoutInterval } from '../stats/quantity'
import { crossingMap } from './crossing-map'
import type { Outset, SlicesInput } from './find-slices'
import { isWorse, withTests, type Tested } from './tested'

/** What the test half says of the slices: figures, tests, and a finding where some are worse than all other rows. */
export function concludeSlices(
  input: SlicesInput,
  outset: Outset,
  searched: number,
  whole: Estimate,
  tested: readonly Tested[]
): AssessmentResult {
  const { plan } = input
  const { metric, worst, halves } = outset
  const judged = withTests(tested, metric, worst)
  const counts = [
    countOf(input, 'slices_searched', searched, sum(halves.discovery)),
    countOf(input, 'slices_carried', judged.length, sum(halves.test))
  ]
  const estimates = [...counts, whole, ...judged.flatMap((one) => [one.whole, one.difference])]
  return { ...resultOf(input, estimates, worseSlices(outset, judged, plan.level)), exhibits: crossingMap(input, outset, whole, judged) }
}

/** Where the metric is undefined for the half, nothing is searched. */
export const withoutSlices = (input: SlicesInput, whole: Estimate): AssessmentResult => resultOf(input, [whole], [])

function resultOf({ part }: SlicesInput, estimates: Estimate[], findings: FindingDraft[]): AssessmentResult {
  const { dataset, columns, rows } = part
  const scan = { id: 'slices', part: part.part, dataset, attributes: [], columns: [...columns.keys()], rows }
  return { estimates, population: null, scans: [scan], tables: [], exhibits: [], findings }
}

const sum = (ones: Uint8Array): number => ones.reduce((total, one) => total + one, 0)

function countOf({ plan, part }: SlicesInput, metric: MetricId, n: number, rows: number): Estimate {
  const naming = { plan, assessment: 'slices' as const, inputs: part.inputs, scan: 'slices', part: part.part }
  const quantity = withoutInterval(n, 'a-count', { n: { group: rows, reference: null } })
  const estimate = nameEstimate(naming, { metric, group: null, reference: null, at: {}, small: false }, quantity)
  const filter = metric === 'slices_searched' ? 'discovery half' : 'test half'
  return { ...estimate, measure: { ...estimate.measure, evidence: { ...estimate.measure.evidence, filter } } }
}

function worseSlices({ metric, worst }: Outset, tested: readonly Tested[], level: number): FindingDraft[] {
  const worse = tested.filter((one) => isWorse(one, level)).sort((a, b) => gapOf(b) - gapOf(a))
  if (worse.length === 0) return []
  const { name } = METRICS[metric]
  const slices = counted(worse.length, 'slice')
  return [
    {
      key: 'slices-worse',
      severity: 'moderate',
      kind: 'data',
      title: `${name} is ${worst === 1 ? 'higher' : 'lower'} in ${slices} than in all other rows`,
      condition: worse.map((one) => `${conditionsText(one.slice.conditions)}: ${figuresOf(one)}.`).join(' '),
      criterion: `No slice that was carried to the test half is worse than all other rows there; one-sided, after Holm's adjustment over ${tested[0]?.difference.measure.test?.m ?? tested.length}, at ${percent((1 - level) / 2, 1)}.`,
      cause: 'Not established by this analysis.',
      effect: 'A figure of all rows hides that the model does worse for these.',
      recommendation:
        'Look at how these rows came about and were recorded, and at what the model knows of them; decide whether it may be used for them, and watch them.',
      evidence: worse.flatMap((one) => [one.difference.measure.id, one.whole.measure.id])
    }
  ]
}

const gapOf = ({ difference }: Tested): number => Math.abs(difference.measure.estimate ?? 0)

/** The slice's figure, the difference, its interval and p, with the digits of the report's tables. */
function figuresOf({ whole, difference }: Tested): string {
  const own = figureTexts(whole.measure)
  const gap = figureTexts(difference.measure)
  const { n, test } = difference.measure
  return `${own.estimate} of ${n.group} rows, ${gap.estimate} from all others (${gap.interval}), p ${probability(test?.adjusted ?? 1)}`
}

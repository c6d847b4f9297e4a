import type { EarlierReport, ReportFacts } from '../../../shared/model/earlier'
import type { Inference } from '../../../shared/model/plan'
import { count, thresholdText } from '../../../shared/words/format'
import { METRICS } from '../../../shared/model/metrics'

/** One respect in which two reports are alike or not; `detail` is empty where there is nothing to add. */
export type Compared = { what: string; same: boolean; detail: string }

const SHORT = 12
const short = (digest: string): string => `${digest.slice(0, SHORT)}…`
const turned = (then: string, now: string): string => (then === now ? '' : `${then} → ${now}`)
const joined = (items: readonly string[]): string => items.filter((item) => item !== '').join('; ')

/** Everything that can make two figures differ besides the model's behaviour, in the order of the report's section. `formulas`: metrics whose formula differs. */
export function comparedFacts(then: EarlierReport, now: ReportFacts, formulas: readonly string[]): Compared[] {
  const data = keyed(
    then.datasets,
    now.datasets,
    (d) => d.part,
    (d) => `${short(d.dataset)} (${count(d.rows)} rows)`,
    (d) => d.dataset
  )
  const packs = keyed(
    then.packs,
    now.packs,
    (p) => p.id,
    (p) => `${p.version} ${short(p.sha256)}`
  )
  const thresholds = keyed(then.criteria, now.criteria, (c) => c.id, thresholdOf)
  const bins = keyed(
    Object.entries(then.bins),
    Object.entries(now.bins),
    ([name]) => name,
    ([, edges]) => edges.join(', ')
  )
  return [
    compared('Model', model(then, now), unknownModel(then, now)),
    compared('Data', data),
    compared('Population', population(then, now)),
    compared('Plan', turned(short(then.plan), short(now.plan))),
    compared('Metric definition', definition(then, now, formulas)),
    compared('Thresholds', thresholds),
    compared('Bins', bins, Object.keys(now.bins).length === 0 ? 'none in either' : ''),
    compared('Packs', packs, now.packs.length === 0 ? 'none in either' : ''),
    compared('Program', program(then, now))
  ]
}

const compared = (what: string, difference: string, ifSame = ''): Compared => ({
  what,
  same: difference === '',
  detail: difference === '' ? ifSame : difference
})

function keyed<T>(then: readonly T[], now: readonly T[], keyOf: (item: T) => string, textOf: (item: T) => string, sameBy = textOf): string {
  const before = new Map(then.map((item) => [keyOf(item), item]))
  const after = new Map(now.map((item) => [keyOf(item), item]))
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return joined(
    keys.map((key) => {
      const [a, b] = [before.get(key), after.get(key)]
      if (a !== undefined && b !== undefined) return sameBy(a) === sameBy(b) ? '' : `${key}: ${turned(textOf(a), textOf(b))}`
      return b === undefined ? `${key}: no longer there` : `${key}: new`
    })
  )
}

const thresholdOf = ({ metric, threshold: { atLeast, atMost } }: ReportFacts['criteria'][number]): string =>
  `${METRICS[metric].name} ${thresholdText(atLeast, atMost, METRICS[metric].unit)}`

function model({ subject: a }: ReportFacts, { subject: b }: ReportFacts): string {
  const digests = a.digest !== null && b.digest !== null ? turned(short(a.digest), short(b.digest)) : ''
  return joined([turned(a.model, b.model), turned(a.version ?? 'no version', b.version ?? 'no version'), digests])
}

const unknownModel = ({ subject: a }: ReportFacts, { subject: b }: ReportFacts): string =>
  a.digest === null || b.digest === null ? 'by name and version only: not both reports have a digest of the model' : ''

const INFERENCE: Record<Inference['kind'], string> = { census: 'census', sample: 'sample', process: 'process' }
const inferenceOf = ({ inference }: ReportFacts['population']): string =>
  inference.kind === 'sample' ? `${INFERENCE.sample} of ${inference.frame} (${inference.method})` : INFERENCE[inference.kind]
const periodOf = ({ period }: ReportFacts['population']): string => (period === null ? 'no period named' : `${period.from} to ${period.to}`)

const population = ({ population: a }: ReportFacts, { population: b }: ReportFacts): string =>
  joined([turned(inferenceOf(a), inferenceOf(b)), turned(periodOf(a), periodOf(b))])

const definition = (a: ReportFacts, b: ReportFacts, formulas: readonly string[]): string =>
  joined([
    formulas.length === 0 ? '' : `formula of ${formulas.join(', ')}`,
    a.definitions === b.definitions ? '' : 'how columns become groups, decisions, outcomes or weights'
  ])

const program = ({ made: a }: ReportFacts, { made: b }: ReportFacts): string =>
  joined([turned(a.version, b.version), turned(`build ${short(a.build)}`, `build ${short(b.build)}`)])

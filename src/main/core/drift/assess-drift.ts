import type { Exhibit } from '../../../shared/model/exhibit'
import type { Scan } from '../../../shared/model/report'
import type { AssessmentResult } from '../assessment'
import { attributionDrift, attributionOf, type Attribution } from './attribution'
import { compareColumn, type ColumnResult } from './compare-column'
import { decompositions, type Decompositions } from './decomposition'
import { multivariate, type Multivariate } from './multivariate'
import { nameDrafts, type Draft } from './draft'
import { distributionOf, leftOutOf, timelineOf } from './exhibits'
import type { DriftColumn } from './columns'
import type { ColumnPair, DriftInput } from './input'
import { maturedPair } from './matured'
import { binnedColumn, type ColumnBins } from './sides'
import { dependenceIn, slicingsOf } from './slices'
import { binRows, binsTable, columnsTable, distanceRows, distancesTable, sliceRows, slicesTable } from './tables'
import { withoutInterval } from '../stats/quantity'
import { benjaminiHochberg, holm } from '../stats/multiplicity'

/** Columns that get pictures: those with the largest primary distance, and those of predictions and outcomes. */
const MOST_PICTURED = 24

/** Measures by window and group, over all columns, beyond which they go to the attached table alone (a report holds 20,000). */
export const MOST_SLICED = 10_000

/** Takes the columns of both parts one at a time, so that never more than one is in memory, and then gives the result. */
export type DriftAssessment = {
  add: (column: DriftColumn, pair: ColumnPair) => void
  /** Attributions of a feature in both parts, as numbers. */
  addAttribution: (feature: string, pair: ColumnPair) => void
  finish: () => AssessmentResult
}

type Done = { column: DriftColumn; binned: ColumnBins; result: ColumnResult }

/** Every distance between the reference and the current part, column by column, window by window, group by group. */
export function assessDrift(input: DriftInput): DriftAssessment {
  const slicings = slicingsOf(input)
  const dependence = dependenceIn(input)
  const together = multivariate(input, slicings, dependence)
  const done: Done[] = []
  const attributions: Attribution[] = []
  return {
    addAttribution: (feature, pair) => void attributions.push(attributionOf(feature, pair)),
    add(column, pair) {
      const binned = binnedColumn(input, column, column.part === 'outcome' ? maturedPair(input, pair) : pair, dependence)
      together.add(binned, pair)
      const result = compareColumn(input, binned, slicings, done.length)
      const bare = (side: ColumnResult['whole']['reference']): ColumnResult['whole']['reference'] => ({
        ...side,
        counts: side.counts.slice(),
        effective: { ...side.effective, counts: side.effective.counts.slice() },
        ordered: null
      })
      const whole = { reference: bare(result.whole.reference), current: bare(result.whole.current) }
      done.push({ column, binned: { column, binning: binned.binning }, result: { ...result, whole } })
      input.checkpoint(done.length / Math.max(1, input.columns.length))
    },
    finish() {
      const whole = [together.finish(), attributionDrift(input, attributions)]
      const joined = { drafts: whole.flatMap(({ drafts }) => drafts), exhibits: whole.flatMap(({ exhibits }) => exhibits) }
      return resultOf(input, done, joined, decompositions(input, dependence))
    }
  }
}

function resultOf(
  input: DriftInput,
  done: readonly Done[],
  together: ReturnType<Multivariate['finish']>,
  changed: Decompositions
): AssessmentResult {
  const { plan } = input
  const drafts = done.flatMap(({ result }) => result.drafts)
  const measured = withinCap(input, drafts)
  const naming = {
    plan,
    assessment: 'drift' as const,
    inputs: [...new Set([...input.reference.inputs, ...input.current.inputs])],
    scan: 'drift',
    part: input.current.part
  }
  const adjust = plan.assessments.drift?.adjust ?? 'benjamini_hochberg'
  const share = driftedShare(input, done)
  return {
    estimates: nameDrafts(naming, input.reference.part, [...measured, ...share, ...together.drafts, ...changed.drafts], adjust),
    population: null,
    scans: [scanOf('drift', input.current, input), scanOf('drift-reference', input.reference, input)],
    tables: [...tablesOf(input, done, drafts), ...changed.tables],
    exhibits: [...exhibitsOf(input, done), ...[leftOutOf(input) ?? []].flat(), ...together.exhibits, ...changed.exhibits],
    findings: []
  }
}

/** What becomes measures: everything about all rows; by window and group while it fits, else what criteria name. */
function withinCap({ plan }: DriftInput, drafts: readonly Draft[]): Draft[] {
  const sliced = drafts.filter(({ kind }) => kind !== 'all' && kind !== 'chunks')
  const fits = sliced.length <= MOST_SLICED
  const named = new Set(plan.criteria.map(({ feature }) => feature))
  return drafts.filter(({ kind, feature }) => kind === 'all' || (kind !== 'chunks' && (fits || named.has(feature ?? ''))))
}

/** Columns whose adjusted p of the primary distance is at most 1 − level, of those tested. */
function driftedShare({ plan }: DriftInput, done: readonly Done[]): Draft[] {
  const p = done.flatMap(({ result }) => result.drafts.find(({ kind }) => kind === 'all')?.quantity.test?.p ?? [])
  if (p.length === 0 || plan.inference.kind === 'census') return []
  const adjusted = plan.assessments.drift?.adjust === 'holm' ? holm(p) : benjaminiHochberg(p)
  const drifted = adjusted.filter((x) => x <= 1 - plan.level).length
  return [
    {
      metric: 'drifted_share',
      feature: null,
      kind: 'all',
      slice: { group: null, at: 0, against: 0, small: false },
      quantity: withoutInterval(drifted / p.length, 'a-statistic', { n: { group: p.length, reference: null } })
    }
  ]
}

const scanOf = (id: string, part: DriftInput['current'], { columns }: DriftInput): Scan => ({
  id,
  part: part.part,
  dataset: part.dataset,
  attributes: [],
  columns: [...new Set([...columns.map(({ name }) => name), ...part.columns.keys()])],
  rows: part.rows
})

function tablesOf({ plan }: DriftInput, done: readonly Done[], drafts: readonly Draft[]): AssessmentResult['tables'] {
  const slices = sliceRows(drafts)
  return [
    columnsTable(done),
    ...(plan.assessments.drift?.annex === false
      ? []
      : [distancesTable(done.flatMap(({ column, result }) => distanceRows(column.name, result)))]),
    binsTable(done.flatMap(({ binned, result }) => binRows(binned, result))),
    ...(slices.length === 0 ? [] : [slicesTable(slices)])
  ]
}

/** In the order of the columns; pictured are the predictions and outcomes, and the inputs that moved most. */
function exhibitsOf(input: DriftInput, done: readonly Done[]): AssessmentResult['exhibits'] {
  const size = ({ result }: Done): number => result.drafts.find(({ kind }) => kind === 'all')?.quantity.estimate ?? -1
  const ranked = [...done].sort((a, b) => Number(a.column.part === 'input') - Number(b.column.part === 'input') || size(b) - size(a))
  const pictured = new Set(ranked.slice(0, MOST_PICTURED))
  return done
    .filter((one) => pictured.has(one))
    .flatMap(({ column, binned, result }): (Exhibit | null)[] => [
      distributionOf(input.plan, { reference: input.reference.part, current: input.current.part }, binned, result),
      timelineOf(input.current.part, column.name, result.drafts)
    ])
    .filter((exhibit) => exhibit !== null)
}

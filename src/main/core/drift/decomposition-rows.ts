import type { DriftPlan } from '../../../shared/model/assessments/drift'
import { AssayError } from '../../../shared/model/errors'
import { attributeOf } from '../columns/attribute'
import { byUtf8 } from '../columns/byte-order'
import { binaryOf, MISSING } from '../columns/binary'
import { numbersOf } from '../columns/loaded'
import { maturedLabel } from '../columns/maturity'
import type { PlannedPart } from '../columns/planned-part'
import { useNamed, useWith } from '../columns/roles'
import type { Term } from '../columns/term'
import { binLabels, quantileEdges } from './binning'
import { inOrder, lowerBound } from './ordered'

export type Decomposed = NonNullable<DriftPlan['decomposition']>['of'][number]

/** Outcome of each row: 1 a hit, 0 none, 2 not in the rate's denominator. */
export function outcomesOf(part: PlannedPart, metric: Decomposed): Uint8Array | null {
  const decision = termOf(part, 'decision')
  const label = labelOf(part)
  const out = new Uint8Array(part.rows)
  const value = (term: Term, row: number): number => term.map[term.codes[row]!]!
  if (metric === 'selection_rate' || metric === 'selection_rate_ratio') {
    if (decision === null) return null
    for (let row = 0; row < out.length; row++) out[row] = value(decision, row)
    return out
  }
  if (label === null || (metric !== 'base_rate' && decision === null)) return null
  for (let row = 0; row < out.length; row++)
    out[row] = ofLabels(metric, decision === null ? MISSING : value(decision, row), value(label, row))
  return out
}

function ofLabels(metric: Exclude<Decomposed, 'selection_rate' | 'selection_rate_ratio'>, decided: number, happened: number): number {
  if (metric === 'base_rate') return happened
  if (decided === MISSING || happened === MISSING) return MISSING
  if (metric === 'accuracy') return decided === happened ? 1 : 0
  if (metric === 'ppv') return decided === 1 ? happened : MISSING
  return happened === (metric === 'tpr' ? 1 : 0) ? decided : MISSING
}

function termOf(part: PlannedPart, role: 'decision' | 'label'): Term | null {
  const use = useWith(part.plan, role)
  return use === undefined || !part.columns.has(use.name) ? null : binaryOf(part, use)
}

function labelOf(part: PlannedPart): Term | null {
  const label = termOf(part, 'label')
  return label === null || part.plan.labels === undefined ? label : maturedLabel(part, label).label
}

/** The strata of both parts: a row's stratum is one of `names`. */
export type Stratification = { names: readonly string[]; reference: Uint32Array; current: Uint32Array }

const MOST_STRATA = 2_000
const NUMBER_BINS = 5

/** Strata by all combinations of the columns; numbers by fifths of the reference. */
export function stratify(reference: PlannedPart, current: PlannedPart, columns: readonly string[]): Stratification {
  let names: string[] = ['']
  let [before, now] = [new Uint32Array(reference.rows), new Uint32Array(current.rows)]
  for (const column of columns) {
    const next = levelsOf(reference, current, column)
    if (names.length * next.names.length > MOST_STRATA)
      throw new AssayError('plan/too-many-strata', { columns: columns.join(', '), most: MOST_STRATA })
    const size = next.names.length
    before = before.map((stratum, row) => stratum * size + next.reference[row]!)
    now = now.map((stratum, row) => stratum * size + next.current[row]!)
    names = names.flatMap((name) => next.names.map((level) => (name === '' ? level : `${name} × ${level}`)))
  }
  return { names, reference: before, current: now }
}

function levelsOf(reference: PlannedPart, current: PlannedPart, column: string): Stratification {
  const loaded = reference.columns.get(column)
  if (loaded !== undefined && 'numbers' in loaded && useNamed(reference.plan, column).bins === undefined)
    return ofNumbers(reference, current, column)
  const [before, now] = [attributeOf(reference, useNamed(reference.plan, column)), attributeOf(current, useNamed(current.plan, column))]
  const names = [...new Set([...before.groups, ...now.groups])].sort(byUtf8)
  const codes = ({ codes: rows, map, groups }: typeof before): Uint32Array => {
    const place = Uint32Array.from(map, (group) => (group === 0 ? names.length : names.indexOf(groups[group - 1] ?? '')))
    return Uint32Array.from(rows, (code) => place[code]!)
  }
  return { names: [...names.map((name) => `${column} ${name}`), `${column} unknown`], reference: codes(before), current: codes(now) }
}

function ofNumbers(reference: PlannedPart, current: PlannedPart, column: string): Stratification {
  const before = numbersOf(reference, column).numbers
  const sorted = before.filter((x) => x === x).sort()
  const edges = quantileEdges(inOrder(sorted), NUMBER_BINS)
  const binOf = (x: number): number => (x !== x ? edges.length + 1 : upperBound(edges, x))
  const labels = binLabels({ kind: 'number', edges, rule: 'quantiles' })
  return {
    names: [...labels.map((label) => `${column} ${label}`), `${column} missing`],
    reference: Uint32Array.from(before, binOf),
    current: Uint32Array.from(numbersOf(current, column).numbers, binOf)
  }
}

const upperBound = (edges: Float64Array, x: number): number => {
  const place = lowerBound(edges, x)
  return edges[place] === x ? place + 1 : place
}

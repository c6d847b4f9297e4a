import type { Plan } from '../../../shared/model/plan'
import { attributeOf, type Attribute } from '../columns/attribute'
import { dependenceOf } from '../columns/dependence'
import { numbersOf } from '../columns/loaded'
import type { PlannedPart } from '../columns/planned-part'
import { useNamed, useWith } from '../columns/roles'
import { allOne, rowWeightsOf, type RowWeights } from '../columns/row-weights'
import { AssayError } from '../../../shared/model/errors'
import { windowsOf, type Times, type Windowed } from '../stats/windows'
import type { DriftInput } from './input'
import type { Clusters } from './kernels'
import type { Cut, Slice, Slicing } from './slice'
import { rowsIn, withMasks } from './masked'

/** Rows that belong together, null where every row stands alone; their weights, null where all count the same. */
export type Dependence = {
  reference: Clusters | null
  current: Clusters | null
  weights: { reference: RowWeights | null; current: RowWeights | null }
}

const ALL: Cut = { codes: null, size: 1 }

/** Every way in which the plan compares, first all rows. */
export function slicingsOf(input: CutInput): Slicing[] {
  const { plan } = input
  const drift = plan.assessments.drift
  const all: Slicing = { kind: 'all', reference: ALL, current: ALL, slices: [{ group: null, at: 0, against: 0, small: false }] }
  if (drift === undefined) return [all]
  const windowed = drift.windows === undefined ? null : cutByTime(input, 'current')
  const chunks = drift.windows === undefined ? null : cutByTime(input, 'reference')
  const attributes = drift.by.map((name) => groupsOf(input, name))
  return withMasks(plan, [
    all,
    ...(windowed === null ? [] : [byWindow('window', windowed)]),
    ...(chunks === null || chunks.windows.length < 2 ? [] : [byWindow('chunks', chunks)]),
    ...attributes.map((groups) => byGroup(plan, groups, null)),
    ...(windowed === null ? [] : attributes.map((groups) => byGroup(plan, groups, windowed)))
  ])
}

export const planned = ({ plan }: Pick<DriftInput, 'plan'>, part: DriftInput['current']): PlannedPart => ({ ...part, plan })

/** The column of times that windows are cut by. */
export const timeColumn = (plan: Plan): string | undefined => plan.assessments.drift?.windows?.time ?? useWith(plan, 'time')?.name

/** What cutting needs to know. */
export type CutInput = Pick<DriftInput, 'plan' | 'reference' | 'current' | 'kernels'>

/** Windows of a part. A named rule says when the current rows were, so the reference then has none. */
export function cutByTime(input: CutInput, side: 'reference' | 'current'): Windowed | null {
  const rule = input.plan.assessments.drift?.windows
  if (rule === undefined || ('named' in rule && side === 'reference')) return null
  const part = planned(input, input[side])
  const name = timeColumn(input.plan)
  if (name === undefined || !part.columns.has(name))
    return side === 'reference' && !('rows' in rule) ? null : windowsOf(rule, part.rows, null, input.kernels.rank)
  return windowsOf(side === 'reference' && 'days' in rule ? { days: rule.days } : rule, part.rows, timesOf(part, name), input.kernels.rank)
}

export function timesOf(part: PlannedPart, name: string): Times {
  const { column, numbers } = numbersOf(part, name)
  if (column.type !== 'date' && column.type !== 'timestamp')
    throw new AssayError('plan/no-times', { column: name, where: `windows, part ${part.part}`, type: column.type })
  return { numbers, unit: column.type === 'date' ? 'day' : 'microsecond' }
}

/** The last window may hold less than a full one; it is compared as it is, and its rows are printed. */
function byWindow(kind: 'window' | 'chunks', { windows, ofRow }: Windowed): Slicing {
  const cut: Cut = { codes: ofRow, size: windows.length }
  return {
    kind,
    reference: ALL,
    current: cut,
    slices: windows.map((window, at) => ({ window, group: null, at, against: 0, small: false }))
  }
}

type Groups = {
  name: string
  values: readonly string[]
  reference: Uint16Array
  current: Uint16Array
  rows: { reference: number[]; current: number[] }
}

/** Groups that both parts have, in the order of their names; the unknown are in none. */
function groupsOf(input: CutInput, name: string): Groups {
  const use = useNamed(input.plan, name)
  const before = attributeOf(planned(input, input.reference), use)
  const now = attributeOf(planned(input, input.current), use)
  const values = now.groups.filter((value) => before.groups.includes(value))
  const [reference, current] = [codesFor(before, values), codesFor(now, values)]
  return {
    name,
    values,
    reference,
    current,
    rows: { reference: rowsIn({ codes: reference, size: values.length }), current: rowsIn({ codes: current, size: values.length }) }
  }
}

function codesFor({ codes, map, groups }: Attribute, values: readonly string[]): Uint16Array {
  const numbers = Uint16Array.from(map, (group) => (group === 0 ? 0 : values.indexOf(groups[group - 1] ?? '') + 1))
  const out = new Uint16Array(codes.length)
  for (let row = 0; row < codes.length; row++) out[row] = numbers[codes[row]!]!
  return out
}

function byGroup(plan: Plan, groups: Groups, windowed: Windowed | null): Slicing {
  const { name, values, reference, current, rows } = groups
  const small = (value: number): boolean => Math.min(rows.reference[value]!, rows.current[value]!) < plan.minimum_group_size
  const slice = (value: number): Slice => ({ group: { [name]: values[value]! }, at: value, against: value, small: small(value) })
  const before: Cut = { codes: reference, size: values.length }
  if (windowed === null)
    return {
      kind: 'group',
      reference: before,
      current: { codes: current, size: values.length },
      slices: values.map((_, value) => slice(value))
    }
  const { windows, ofRow } = windowed
  const both = current.map((group, row) => (group === 0 || ofRow[row] === 0 ? 0 : (group - 1) * windows.length + ofRow[row]!))
  return {
    kind: 'window by group',
    reference: before,
    current: { codes: both, size: values.length * windows.length },
    slices: values.flatMap((_, value) => windows.map((window, at) => ({ ...slice(value), window, at: value * windows.length + at })))
  }
}

/** Which rows hang together, and what they weigh, where any do. */
export function dependenceIn(input: DriftInput): Dependence {
  const clustersOf = (part: DriftInput['current']): Clusters | null => {
    const found = dependenceOf(planned(input, part))
    if (found === null) return null
    const clusters = input.kernels.clusterRows(found.codes)
    return clusters.largest > 1 ? clusters : null
  }
  const weightsOf = (part: DriftInput['current']): RowWeights | null => {
    const name = useWith(input.plan, 'weight')?.name
    const found = name === undefined || !part.columns.has(name) ? null : rowWeightsOf(planned(input, part))
    return allOne(found) ? null : found
  }
  return {
    reference: clustersOf(input.reference),
    current: clustersOf(input.current),
    weights: { reference: weightsOf(input.reference), current: weightsOf(input.current) }
  }
}

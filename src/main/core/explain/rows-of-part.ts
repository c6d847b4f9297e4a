import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'
import { attributeOf, type Attribute } from '../columns/attribute'
import { binaryOf, MISSING } from '../columns/binary'
import { dependenceOf } from '../columns/dependence'
import { codesOf, numbersOf } from '../columns/loaded'
import { maturedLabel } from '../columns/maturity'
import type { PlannedPart } from '../columns/planned-part'
import { attributesOf, isRegression, useNamed, useWith } from '../columns/roles'
import { sameValue } from '../columns/same-value'
import type { CodeArray, Term } from '../columns/term'
import type { ColumnNeed } from '../assessment'
import { drawRows } from './draw-rows'
import type { Case } from './input'
import type { Grouped, Sample } from './sample'

/** Rows that are explained, with what the log says of them. */
export type RowsOfPart = {
  design: Omit<Sample, 'table'>
  groups: Grouped[]
  /** Logged decision of each row: 1 favourable, 0 not, 2 missing. */
  decision: Uint8Array | null
  /** Logged outcome: 1 favourable, 0 not (a number in regressions); NaN where it is missing. */
  outcome: Float64Array | null
  cases: Case[]
}

/** Columns the explanation reads besides the models' features. */
export function neededColumns(plan: Plan, { cases }: ExplanationPlan): ColumnNeed[] {
  const needs: ColumnNeed[] = attributesOf(plan).map((name) => ({
    name,
    as: useNamed(plan, name).bins === undefined ? 'codes' : 'numbers'
  }))
  const add = (name: string | undefined, as: ColumnNeed['as']): void => {
    if (name !== undefined) needs.push({ name, as })
  }
  add(useWith(plan, 'decision')?.name, 'codes')
  add(useWith(plan, 'label')?.name, isRegression(plan) ? 'numbers' : 'codes')
  add(useWith(plan, 'score')?.name, 'numbers')
  add(useWith(plan, 'weight')?.name, 'numbers')
  add(plan.labels?.time, 'numbers')
  add(plan.dependence?.time, 'numbers')
  add((useWith(plan, 'cluster') ?? useWith(plan, 'id'))?.name, 'codes')
  if (cases.some((one) => 'id' in one)) add(useWith(plan, 'id')?.name, 'codes')
  const once = new Map<string, ColumnNeed>()
  for (const need of needs) if (!once.has(need.name)) once.set(need.name, need)
  return [...once.values()]
}

/** Draws the rows in proportion from groups and decisions; the cases are always among them. Throws AssayError where the plan does not fit. */
export function rowsOfPart(part: PlannedPart, explanation: ExplanationPlan, seed: string): RowsOfPart {
  const attributes = attributesOf(part.plan).map((name) => attributeOf(part, useNamed(part.plan, name)))
  const decision = decisionOf(part)
  const named = caseRows(part, explanation)
  const drawn = drawRows(
    strataOf(part.rows, explanation.rows, [...attributes, ...(decision === null ? [] : [decision])]),
    explanation.rows,
    seed
  )
  const { rows, weight } = withRows(
    drawn.rows,
    drawn.weight,
    named.map((one) => one.at)
  )
  const decisionOfRow = decision === null ? null : Uint8Array.from(rows, (row) => decision.map[decision.codes[row]!]!)
  return {
    design: { rows, weight: weighted(part, rows, weight), cluster: clustersOf(part, rows) },
    groups: attributes.map((one) => {
      const codes = Uint32Array.from(rows, (row) => one.map[one.codes[row]!]!)
      return {
        rows: rowsByCode(one),
        attribute: one.name,
        groups: one.groups,
        codes,
        reference: referenceOf(part.plan, one.name, one.groups, codes, decisionOfRow)
      }
    }),
    decision: decisionOfRow,
    outcome: outcomeOf(part, rows),
    cases: named.map(({ name, at }) => ({ name, at: rows.indexOf(at) }))
  }
}

function rowsByCode({ codes, map, groups }: Attribute): number[] {
  const rows = new Array<number>(groups.length + 1).fill(0)
  for (let row = 0; row < codes.length; row++) rows[map[codes[row]!]!]!++
  return rows
}

/** A number for each combination of values, of as many columns as leave twenty rows to draw from each. */
function strataOf(rows: number, wanted: number, terms: readonly Term[]): Uint32Array {
  const strata = new Uint32Array(rows)
  let size = 1
  for (const { codes, map } of terms) {
    const values = map.reduce((most, one) => Math.max(most, one), 0) + 1
    if (size * values * 20 > wanted) continue
    for (let row = 0; row < rows; row++) strata[row] = strata[row]! * values + map[codes[row]!]!
    size *= values
  }
  return strata
}

function decisionOf(part: PlannedPart): Term | null {
  const use = useWith(part.plan, 'decision')
  return use === undefined ? null : binaryOf(part, use)
}

function outcomeOf(part: PlannedPart, rows: Uint32Array): Float64Array | null {
  const use = useWith(part.plan, 'label')
  if (use === undefined) return null
  if (isRegression(part.plan)) {
    const { numbers } = numbersOf(part, use.name)
    return Float64Array.from(rows, (row) => numbers[row]!)
  }
  const { codes, map } = maturedLabel(part, binaryOf(part, use)).label
  return Float64Array.from(rows, (row) => {
    const outcome = map[codes[row]!]!
    return outcome === MISSING ? NaN : outcome
  })
}

function weighted(part: PlannedPart, rows: Uint32Array, weight: Float64Array | null): Float64Array | null {
  const use = useWith(part.plan, 'weight')
  if (use === undefined) return weight
  const { numbers } = numbersOf(part, use.name)
  const bad = numbers.findIndex((one) => !(one >= 0 && one < Infinity))
  if (bad >= 0) throw new AssayError('plan/bad-weight', { column: use.name, row: bad + 1 })
  return Float64Array.from(rows, (row, i) => numbers[row]! * (weight === null ? 1 : weight[i]!))
}

/** Clusters of the drawn rows, numbered from 0 on; null where no two rows of the part hang together. */
function clustersOf(part: PlannedPart, rows: Uint32Array): Uint32Array | null {
  const found = dependenceOf(part)
  if (found === null || !repeats(found.codes)) return null
  const numbers = new Map<number, number>()
  let alone = -1
  return Uint32Array.from(rows, (row) => {
    const code = found.codes[row]!
    const key = code === 0 ? alone-- : code
    const known = numbers.get(key) ?? numbers.size
    numbers.set(key, known)
    return known
  })
}

function repeats(codes: CodeArray): boolean {
  const seen = new Set<number>()
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code !== 0 && seen.has(code)) return true
    seen.add(code)
  }
  return false
}

/** The group that the plan names, the largest, or the most favoured by the logged decisions. */
function referenceOf(
  plan: Plan,
  attribute: string,
  groups: readonly string[],
  codes: Uint32Array,
  decision: Uint8Array | null
): number | null {
  const choice = plan.groups.reference[attribute] ?? 'largest'
  if (choice !== 'largest' && choice !== 'most_favoured') {
    const named = groups.indexOf(choice)
    if (named < 0)
      throw new AssayError('plan/unknown-value', {
        column: attribute,
        value: choice,
        where: 'groups.reference',
        known: groups.slice(0, 12).join(', ')
      })
    return named
  }
  const rows = new Float64Array(groups.length + 1)
  const favoured = new Float64Array(groups.length + 1)
  codes.forEach((code, row) => {
    rows[code]!++
    if (decision?.[row] === 1) favoured[code]!++
  })
  let best = -1
  const merit = (g: number): number => (choice === 'largest' || decision === null ? rows[g + 1]! : favoured[g + 1]! / rows[g + 1]!)
  groups.forEach((_, g) => {
    const eligible = choice === 'largest' ? rows[g + 1]! > 0 : rows[g + 1]! >= plan.minimum_group_size
    if (eligible && (best < 0 || merit(g) > merit(best))) best = g
  })
  return best < 0 ? null : best
}

function caseRows(part: PlannedPart, { cases }: ExplanationPlan): Case[] {
  return cases.map((one) => {
    const at = 'row' in one ? one.row - 1 : rowWithId(part, one.id)
    const name = 'row' in one ? `row ${one.row}` : one.id
    if (at < 0 || at >= part.rows) throw new AssayError('plan/unknown-case', { name })
    return { name, at }
  })
}

function rowWithId(part: PlannedPart, id: string): number {
  const { column, codes, values } = codesOf(part, useWith(part.plan, 'id')?.name ?? '')
  const code = values.findIndex((value) => sameValue(column, value, id)) + 1
  return code === 0 ? -1 : codes.indexOf(code)
}

/** Adds rows that were not drawn; they stand for themselves. */
function withRows(
  rows: Uint32Array,
  weight: Float64Array | null,
  more: readonly number[]
): { rows: Uint32Array; weight: Float64Array | null } {
  const drawn = new Map(Array.from(rows, (row, i): [number, number] => [row, weight === null ? 1 : weight[i]!]))
  for (const row of more) if (!drawn.has(row)) drawn.set(row, 1)
  const all = Uint32Array.from(drawn.keys()).sort()
  return { rows: all, weight: weight === null ? null : Float64Array.from(all, (row) => drawn.get(row)!) }
}

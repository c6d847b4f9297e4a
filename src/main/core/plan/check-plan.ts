import type { DatasetManifest, Role } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { ColumnUse, Plan } from '../../../shared/model/plan'
import { checkPerformance } from './check-performance'
import { checkQuality } from './check-quality'
import { checkDrift } from './check-drift'
import { checkExplanation } from './check-explanation'
import { checkComparison } from './check-comparison'
import { checkSlices } from './check-slices'

/** The plan's input parts with the datasets that were imported for them. */
export type Parts = ReadonlyMap<string, DatasetManifest>

/** Refuses, with one sentence, a plan that its data cannot serve. Values are checked when the columns are read. */
export function checkPlan(plan: Plan, parts: Parts): void {
  checkColumns(plan, parts)
  checkGroups(plan)
  checkAssessments(plan, parts)
  checkQuality(plan, parts)
  checkPerformance(plan, parts)
  checkDrift(plan, parts)
  checkExplanation(plan, parts)
  checkSlices(plan, parts)
  checkComparison(plan, parts)
  checkCriteria(plan)
}

const some = (names: readonly string[]): string =>
  names
    .slice(0, 12)
    .map((name) => `"${name}"`)
    .join(', ') + (names.length > 12 ? ` and ${names.length - 12} more` : '')

/** The audited part must have every column; another part may lack some, such as decisions before there was a model. */
function checkColumns(plan: Plan, parts: Parts): void {
  const audited = plan.assessments.fairness?.part
  const namesOf = (manifests: Iterable<DatasetManifest>): Set<string> =>
    new Set([...manifests].flatMap(({ columns }) => columns.map(({ name }) => name)))
  const manifest = audited === undefined ? undefined : parts.get(audited)
  const names = namesOf(manifest ? [manifest] : parts.values())
  for (const name of Object.keys(plan.columns))
    if (!names.has(name))
      throw new AssayError('plan/unknown-column', {
        column: name,
        where: audited === undefined ? 'columns' : `columns, part ${audited}`,
        known: some([...names])
      })
  for (const single of ['decision', 'label', 'score', 'time', 'weight', 'cluster'] as const)
    if (withRole(plan, single).length > 1)
      throw new AssayError('plan/twice', { what: `the role ${single}`, where: some(withRole(plan, single)) })
}

/** Names of the columns that the plan gives that role. */
export const withRole = (plan: Plan, role: Role): string[] =>
  Object.entries(plan.columns).flatMap(([name, use]) => (use.role === role ? [name] : []))

function needRole(plan: Plan, name: string, where: string, allowed: readonly Role[]): ColumnUse {
  const use = plan.columns[name]
  if (use === undefined) throw new AssayError('plan/unknown-column', { column: name, where, known: some(Object.keys(plan.columns)) })
  if (!allowed.includes(use.role))
    throw new AssayError('plan/wrong-role', { column: name, where, needed: allowed.join(' or '), role: use.role })
  return use
}

function checkGroups(plan: Plan): void {
  const { attributes, crossings, reference, controls } = plan.groups
  for (const name of attributes ?? []) needRole(plan, name, 'groups.attributes', ['protected'])
  for (const crossing of crossings) {
    for (const name of crossing) needRole(plan, name, 'groups.crossings', ['protected'])
    if (new Set(crossing).size < crossing.length) throw new AssayError('plan/twice', { what: some(crossing), where: 'groups.crossings' })
  }
  for (const name of Object.keys(reference)) needRole(plan, name, 'groups.reference', ['protected'])
  for (const name of controls) needRole(plan, name, 'groups.controls', ['control', 'feature', 'protected'])
}

function checkAssessments(plan: Plan, parts: Parts): void {
  const fairness = plan.assessments.fairness
  if (!fairness) return
  if (!parts.has(fairness.part))
    throw new AssayError('plan/unknown-part', { part: fairness.part, where: 'assessments.fairness', known: some([...parts.keys()]) })
  if (withRole(plan, 'protected').length === 0)
    throw new AssayError('plan/needs', { what: 'a column with the role protected', because: 'to compare groups' })
  checkFavourable(plan)
  const score = withRole(plan, 'score')[0]
  if (fairness.decide && score === undefined)
    throw new AssayError('plan/needs', {
      what: 'a column with the role score',
      because: 'because assessments.fairness.decide derives the decision from it'
    })
  if (fairness.decide && withRole(plan, 'decision').length > 0)
    throw new AssayError('plan/twice', { what: 'the decision', where: 'a column with the role decision, and assessments.fairness.decide' })
  if (plan.dependence) needRole(plan, plan.dependence.time, 'dependence.time', ['time', 'feature'])
  if (plan.labels) needRole(plan, plan.labels.time, 'labels.time', ['time', 'feature'])
}

function checkFavourable(plan: Plan): void {
  for (const name of withRole(plan, 'decision'))
    if (favourable(plan, name) === undefined)
      throw new AssayError('plan/needs', {
        what: `"favourable" for the column "${name}"`,
        because: 'to know which decision is good for the person'
      })
}

function favourable(plan: Plan, name: string): readonly string[] | undefined {
  const use = plan.columns[name]
  return use && 'favourable' in use ? use.favourable : undefined
}

function checkCriteria(plan: Plan): void {
  const ids = plan.criteria.map((criterion) => criterion.id)
  const twice = ids.find((id, index) => ids.indexOf(id) < index)
  if (twice !== undefined) throw new AssayError('plan/twice', { what: `the criterion "${twice}"`, where: 'criteria' })
  for (const criterion of plan.criteria) {
    const named = [criterion.group, criterion.each, criterion.extremes].filter((choice) => choice !== undefined)
    if (named.length > 1)
      throw new AssayError('plan/twice', { what: 'what to compare', where: `criterion ${criterion.id}: group, each or extremes` })
    const attributes = [criterion.each ?? [], criterion.extremes ?? [], Object.keys(criterion.group ?? {})].flat()
    for (const name of attributes) needRole(plan, name, `criterion ${criterion.id}`, ['protected'])
  }
}

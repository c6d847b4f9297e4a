import type { Column, DatasetManifest, Role } from '../../../shared/model/dataset'
import { chosen, type Answers } from './first-plan-answers'

/** The role that the first plan gives a column, and why. */
export type PlannedColumn = { column: Column; role: Role; why: string }

export type PlannedData = {
  /** One a dataset; the first plan looks for differences between groups in the part `audited`. */
  parts: readonly { name: string; manifest: DatasetManifest }[]
  audited: { name: string; manifest: DatasetManifest }
  columns: readonly PlannedColumn[]
  /** Headers that are not in every dataset. */
  left: readonly string[]
}

const CHOSEN = ['decision', 'label', 'score'] as const
const SINGLE: readonly Role[] = ['time', 'weight', 'cluster']
export type ChosenRole = (typeof CHOSEN)[number]

export function plannedData(manifests: readonly DatasetManifest[], answers: Readonly<Answers>): PlannedData {
  const parts = namedParts(manifests)
  const audited = parts.find(({ name }) => name === 'current') ?? parts[0]
  if (audited === undefined) throw new RangeError('a first plan needs at least one dataset')
  const everywhere = (name: string): boolean => manifests.every(({ columns }) => columns.some((column) => column.name === name))
  const columns = audited.manifest.columns.filter(({ name }) => everywhere(name))
  const names = new Set(manifests.flatMap((manifest) => manifest.columns.map(({ name }) => name)))
  return { parts, audited, columns: planColumns(columns, answers), left: [...names].filter((name) => !everywhere(name)) }
}

/** The one dataset is `current`; of several, the first is `reference` and the second `current`. */
function namedParts(manifests: readonly DatasetManifest[]): PlannedData['parts'] {
  const names = manifests.length === 1 ? ['current'] : ['reference', 'current']
  return manifests.map((manifest, index) => ({ name: names[index] ?? `part-${index + 1}`, manifest }))
}

function planColumns(columns: readonly Column[], answers: Readonly<Answers>): PlannedColumn[] {
  const holders = new Map(CHOSEN.map((role) => [role, holder(columns, answers, role)]))
  const taken = new Set<Role>()
  return columns.map((column): PlannedColumn => {
    const role = CHOSEN.find((candidate) => holders.get(candidate) === column.name)
    if (role) return { column, role, why: role === column.role ? column.roleReason : 'as you answered' }
    const again = CHOSEN.some((candidate) => candidate === column.role) || (SINGLE.includes(column.role) && taken.has(column.role))
    taken.add(column.role)
    if (again) return { column, role: 'feature', why: `it could be the ${column.role}, of which a plan has one` }
    return { column, role: column.role, why: column.roleReason }
  })
}

/** The column that was answered for a role, else the first that was guessed; '' is none. A column has one role: earlier ones go first. */
function holder(columns: readonly Column[], answers: Readonly<Answers>, role: ChosenRole): string {
  const earlier = CHOSEN.slice(0, CHOSEN.indexOf(role)).map((before) => holder(columns, answers, before))
  const possible = candidates(columns, role).filter(({ name }) => !earlier.includes(name))
  const answer = chosen(answers, role)
  if (answer === '' || possible.some(({ name }) => name === answer)) return answer ?? ''
  return possible.find((column) => column.role === role)?.name ?? ''
}

const TAKEN: readonly Role[] = ['protected', 'id', 'cluster', 'time', 'weight']
const MOST_OUTCOMES = 20

/** Columns that could have the role: the guessed ones first, then any of a suitable type. */
export function candidates(columns: readonly Column[], role: ChosenRole): Column[] {
  const suitable = ({ type, distinct }: Column): boolean =>
    role === 'score'
      ? type === 'number' || type === 'integer'
      : type === 'boolean' || ((type === 'category' || type === 'integer') && distinct >= 2 && distinct <= MOST_OUTCOMES)
  const guessed = columns.filter((column) => column.role === role)
  return [...guessed, ...columns.filter((column) => column.role !== role && !TAKEN.includes(column.role) && suitable(column))]
}

export const withRole = ({ columns }: PlannedData, role: Role): readonly PlannedColumn[] =>
  columns.filter((planned) => planned.role === role)

const MOST_GROUPS = 20

/** A protected column of so many numbers that each would be a group of its own. */
export const needsBins = ({ column, role }: PlannedColumn): boolean =>
  role === 'protected' && (column.type === 'integer' || column.type === 'number') && column.distinct > MOST_GROUPS

const LONGEST_NAME = 200

/** A title that is never wrong: what was looked at. */
export const defaultTitle = ({ audited }: PlannedData): string =>
  `Audit of ${[...(audited.manifest.files[0]?.name ?? 'the data')].slice(0, LONGEST_NAME).join('')}`

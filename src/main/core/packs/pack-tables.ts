import { AssayError } from '../../../shared/model/errors'
import { groupPath } from '../../../shared/model/measure-id'
import type { CellValue, Pack, PackNote, PackTable } from '../../../shared/model/pack'
import type { PackChoice, Plan } from '../../../shared/model/plan'
import type { PackResult, Population } from '../../../shared/model/report'
import type { Estimate } from '../stats/estimate'
import type { Sheet } from './cells'
import { cell, flippedRatio, isUnder, ratioOf } from './cells'
import { attributesOf, columnOf, eachOf, variantOf } from './choice'
import { measuresOf } from './measures'
import { count, MASKED } from './number-text'
import { comparisonOf, isCounted, isSimple } from './ratios'
import type { Row } from './rows'
import { applicantsOf, eachRows, exclude, fixedRows, isMasked } from './rows'

export type PackInput = {
  pack: Pack
  sha256: string
  choice: PackChoice
  plan: Plan
  estimates: readonly Estimate[]
  population: Population
}
type Table = PackResult['tables'][number]

const OF_INTERVALS: readonly CellValue[] = ['rate_low', 'rate_high', 'rate_method', 'ratio_low', 'ratio_high', 'ratio_method']
const isOfIntervals = ({ columns }: PackTable): boolean => columns.every(({ value }) => OF_INTERVALS.includes(value))

/** How many have a result but no known group, and how many have no result. */
function leftOut(over: readonly string[], sheet: Sheet, { attributes, decisions }: Population): Pick<Facts, 'unknown' | 'missing'> {
  const { variant, measures } = sheet
  const unknownGroups = measures.groups(variant.rate, over).filter((group) => Object.values(group).includes(null))
  const counted = unknownGroups.reduce((sum, group) => sum + (measures.of(variant.rate, group)?.measure.n.group ?? 0), 0)
  const single = over.length === 1 ? attributes.find(({ attribute }) => attribute === over[0]) : undefined
  const hidden = unknownGroups.some((group) => measures.of(variant.rate, group)?.measure.status.reason === 'suppressed')
  return {
    unknown: hidden ? null : unknownGroups.length > 0 ? counted : single === undefined ? 0 : single.unknown,
    missing: variant.rate === 'selection_rate' ? (decisions?.missing ?? 0) : 0
  }
}

function smallNumbers(rows: readonly Row[], sheet: Sheet): boolean {
  const mark = sheet.pack.mark_under
  return mark !== null && rows.some((row) => isUnder(ratioOf(row, sheet).number, mark) && !isUnder(flippedRatio(row, sheet) ?? 0, mark))
}

/** `unknown` is null where the plan masks it as a small cell. */
type Facts = { unknown: number | null; missing: number; smallNumbers: boolean }

function notesOf(notes: readonly PackNote[], plan: Plan, facts: Facts): string[] {
  const holds: Record<PackNote['when'], boolean> = {
    always: true,
    unknown: true,
    missing: facts.missing > 0,
    employment: plan.use.employment_selection,
    elsewhere: !plan.use.employment_selection,
    small_numbers: facts.smallNumbers
  }
  const level = `${Number((plan.level * 100).toPrecision(6))} %`
  const fill = (text: string): string =>
    text
      .replaceAll('{unknown}', facts.unknown === null ? `fewer than ${plan.suppress_below ?? 0}` : count(facts.unknown))
      .replaceAll('{missing}', count(facts.missing))
      .replaceAll('{level}', level)
  return notes.filter(({ when }) => holds[when]).map(({ text }) => fill(text))
}

const nameOf = ({ labels }: Row): string => labels.filter((label) => label !== '').join(', ')

const share = (part: number, total: number): string => `${((100 * part) / Math.max(1, total)).toFixed(2)} %`

/** Why a row is in no ratio, said under the table. */
function outsideNotes(rows: readonly Row[], { exclusion }: Pack): string[] {
  const total = rows.reduce((sum, row) => sum + applicantsOf(row), 0)
  return rows.flatMap((row) => {
    if (row.outside === null) return []
    if (row.outside === 'not-a-category')
      return [`${nameOf(row)} is a group of the data that is no category of the rule: shown, and in no ratio.`]
    return [
      `${nameOf(row)} (${share(applicantsOf(row), total)} of the data) is left out of ratios under ${exclusion?.rule ?? 'the rule'}; the auditor's reason: ${row.outside.reason}`
    ]
  })
}

/** A masked row could be the highest: the reader must know that ratios leave it out. */
const maskedNotes = (rows: readonly Row[], { suppress_below: under }: Plan): string[] =>
  rows.some(isMasked)
    ? [`${MASKED} : masked, so that no cell under ${under ?? 0} rows can be read or derived; masked rows are in no ratio.`]
    : []

/** Why the columns of tests stand empty. */
function untestedNotes({ columns }: PackTable, { counted, plan }: Sheet, { weights }: Population): string[] {
  if (counted || !columns.some(({ value }) => value === 'fisher_mid_p')) return []
  const why = plan.inference.kind === 'census' ? 'the log is the whole population' : weights === null ? 'rows repeat' : 'rows carry weights'
  return [`No test of single rows: ${why}.`]
}

function tableOf(
  title: string,
  over: readonly string[],
  table: PackTable,
  rows: readonly Row[],
  bare: Sheet,
  input: PackInput,
  variant: string
): Table {
  const sheet = { ...bare, comparison: comparisonOf(bare.pack, bare.plan, rows) }
  const columns = table.columns.filter(({ variants }) => variants === undefined || variants.includes(variant))
  const facts = { ...leftOut(over, sheet, input.population), smallNumbers: smallNumbers(rows, sheet) }
  return {
    title,
    columns: [
      ...table.labels.map((label) => ({ title: label, align: 'left' as const })),
      ...columns.map((column) => ({ title: column.title, align: column.format === 'text' ? ('left' as const) : ('right' as const) }))
    ],
    rows: rows.map((row) => {
      const cells = columns.map((column) => cell(row, column, sheet))
      return { cells: [...row.labels, ...cells.map(({ text }) => text)], measures: [...new Set(cells.flatMap(({ measures }) => measures))] }
    }),
    notes: [
      ...notesOf(table.notes, input.plan, facts),
      ...untestedNotes(table, sheet, input.population),
      ...outsideNotes(rows, input.pack),
      ...maskedNotes(rows, input.plan)
    ]
  }
}

function refuseIdleExclusions({ pack, choice }: PackInput, rows: readonly Row[]): void {
  for (const { category } of choice.exclude ?? []) {
    if (!rows.some(({ group }) => group !== null && groupPath(group) === groupPath(category)))
      throw new AssayError('plan/pack-exclusion-unknown', { pack: pack.id, category: groupPath(category) })
  }
}

const effectiveText = ({ effective: { from, to } }: Pack): string => (to === null ? `from ${from}` : `from ${from} to ${to}`)

/**
 * A pack's tables filled from the estimates: rates from the rate measures, ratios to the highest rate from the same counts, rounded half up
 * from whole numbers. Nothing here judges. Throws `plan/pack-…` where the plan does not say what the pack needs.
 */
export function packTables(input: PackInput): PackResult {
  const { pack, choice, plan, population } = input
  const { name, variant } = variantOf(pack, choice)
  const census = plan.inference.kind === 'census'
  const sheet: Sheet = {
    pack,
    plan,
    variant,
    measures: measuresOf(input.estimates, population.part),
    comparison: null,
    counted: isCounted(plan, population),
    simple: isSimple(plan, population)
  }
  const filled = pack.tables
    .filter((table) => !census || !isOfIntervals(table))
    .flatMap((table): { table: Table; rows: Row[] }[] => {
      if (table.rows === 'each_group')
        return eachOf(choice, plan).map((attribute) => {
          const rows = exclude(pack, choice, eachRows(attribute, variant, sheet.measures))
          return { table: tableOf(`${table.title}: ${attribute}`, [attribute], table, rows, sheet, input, name), rows }
        })
      const over = attributesOf(table).map((attribute) => columnOf(pack, choice, attribute))
      const rows = exclude(pack, choice, fixedRows(pack, choice, table, variant, sheet.measures))
      return [{ table: tableOf(table.title, over, table, rows, sheet, input, name), rows }]
    })
  refuseIdleExclusions(
    input,
    filled.flatMap(({ rows }) => rows)
  )
  return {
    id: pack.id,
    version: pack.version,
    sha256: input.sha256,
    title: pack.title,
    effective: effectiveText(pack),
    statements: [
      ...notesOf(pack.statements, plan, { unknown: 0, missing: 0, smallNumbers: false }),
      ...(census ? ['The log is the whole population: the tables show what was observed, and there are no intervals.'] : []),
      ...pack.sources.map(({ citation, title }) => `Source: ${citation}, ${title}.`)
    ],
    tables: filled.map(({ table }) => table)
  }
}

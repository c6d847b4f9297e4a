import type { PackResult } from '../../../shared/model/report'
import { grouped } from '../evidence/digest'
import type { Block, Cell, ColumnSpec, Table } from './blocks'
import { cut, decimal, definitions, left, list, paragraph, section, subsection, table } from './build'
import { figures, type View } from '../../../shared/reading/view'
import { measureText, specOf } from '../../../shared/words/words'

type PackTable = PackResult['tables'][number]

/** Section 6: each pack's tables in the regulator's layout and order, intervals in a table of their own. */
export function regulatorTables(view: View): Block[] {
  const { packs } = view.report
  const none = paragraph('The plan names no pack; no regulator’s table was made.')
  return [section(6, 'Regulator’s tables'), ...(packs.length === 0 ? [none] : packs.flatMap((pack) => packBlocks(view, pack)))]
}

function packBlocks(view: View, pack: PackResult): Block[] {
  return [
    subsection(pack.title),
    definitions([
      { term: 'Pack', text: `${pack.id}, version ${pack.version}` },
      { term: 'In effect', text: pack.effective },
      { term: 'SHA-256', text: grouped(pack.sha256), code: true }
    ]),
    ...(pack.statements.length === 0 ? [] : [list(pack.statements)]),
    ...(pack.tables.some(holdsIntervals)
      ? pack.tables.map((one) => (holdsIntervals(one) ? withEvidence(view, one) : regulators(one)))
      : pack.tables.flatMap((one) => [regulators(one), ...intervals(view, one)]))
  ]
}

/** Some packs lay out a table of intervals of their own; it takes the evidence, and no other is set beside. */
const holdsIntervals = ({ columns }: PackTable): boolean => columns.some(({ title }) => title.endsWith(' from'))

function withEvidence(view: View, one: PackTable): Table {
  const plain = regulators(one)
  const rows = plain.rows.map((cells, at): Cell[] => {
    const ids = one.rows[at]?.measures.filter((id) => view.measure(id)?.interval != null).map((id) => view.evidence(id))
    return [...cells, [...new Set(ids)].join(', ')]
  })
  return { ...plain, columns: [...plain.columns, left('Evidence')], rows }
}

/** The first column names the group, methods are phrases; heads of the others break at their blanks. */
const shareOf = (title: string, index: number): number =>
  index === 0 ? 2 : title.endsWith('method') ? 2.2 : Math.max(...title.split(' ').map((word) => word.length)) > 9 ? 1.3 : 1

function regulators(one: PackTable): Table {
  const columns = one.columns.map(({ title, align }, index): ColumnSpec => ({
    title,
    align: align === 'left' ? 'left' : 'decimal',
    share: shareOf(title, index)
  }))
  return cut(
    table(
      one.title,
      columns,
      one.rows.map((row) => row.cells),
      { notes: one.notes, wide: one.columns.length > 4 }
    ),
    120
  )
}

/** Beside the regulator's table: estimate and interval of the measures behind its cells. */
function intervals(view: View, one: PackTable): Block[] {
  const rows = one.rows.flatMap((row) =>
    row.measures.flatMap((id): Cell[][] => {
      const m = view.measure(id)
      if (m === undefined || m.interval === null) return []
      const { estimate, low, high } = figures(view, m)
      return [[row.cells[0] ?? measureText(m), specOf(m).name, estimate, low, high, view.evidence(id)]]
    })
  )
  if (rows.length === 0) return []
  const first = one.columns[0]?.title ?? ''
  return [
    cut(
      table(
        `Intervals beside: ${one.title}`,
        [left(first, 2), left('Measure', 2), decimal('Estimate'), decimal('from'), decimal('to'), left('Evidence')],
        rows
      ),
      120
    )
  ]
}

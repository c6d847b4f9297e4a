import type { ReportStatement } from '../../../shared/model/report'
import type { SignOff } from '../../../shared/model/statement'
import { canonicalJson } from '../evidence/canonical-json'
import { grouped, sha256Hex } from '../evidence/digest'
import type { Block, Document } from './blocks'
import { cut, note } from './build'
import { changes } from './changes'
import { cover } from './cover'
import { data } from './data'
import { evidenceIndex } from './evidence-index'
import { results } from './results'
import { findings } from './findings'
import { limitations } from './limitations'
import { methods } from './methods'
import { regulatorTables } from './regulator-tables'
import { reproduction } from './reproduction'
import { scope } from './scope'
import { typographic } from './typographic'
import { viewOf, type View } from '../../../shared/reading/view'

/** The typesetter's time and memory grow with the rows: DESIGN §4. */
export const MOST_ROWS = 2_000

/**
 * What is printed: a pure function of the report and of the sign-offs over it, in the order in which they were made. The report's digest is
 * the SHA-256 of the statement's canonical JSON.
 */
export function reportDocument(statement: ReportStatement, signOffs: readonly SignOff[]): Document {
  const report = statement.predicate
  const { effective: plan } = report.plan
  const digest = sha256Hex(canonicalJson(statement))
  const { view, blocks } = withRoom((room) => viewOf(report, digest, signOffs, room))
  const model = [plan.subject.model, plan.subject.version].filter((text) => text !== undefined).join(' ')
  return {
    schema: 1,
    title: plan.title,
    language: 'en',
    description: `Model audit report on ${model}`,
    keywords: ['model audit', 'fairness'],
    paper: plan.paper === 'A4' ? 'a4' : 'us-letter',
    head: { model, digest: grouped(digest), date: report.at.slice(0, 10) },
    cover: typographic(cover(view)),
    blocks: typographic(withinRows(blocks))
  }
}

const sections = (view: View): Block[] => [
  ...scope(view),
  ...data(view),
  ...findings(view),
  ...results(view),
  ...regulatorTables(view),
  ...limitations(view),
  ...methods(view),
  ...reproduction(view),
  ...evidenceIndex(view),
  ...changes(view)
]

/** Where the tables have too many rows together, the evidence index gives way, so that what it is cited for is still in it. */
function withRoom(viewFor: (room?: number) => View): { view: View; blocks: Block[] } {
  const view = viewFor()
  const blocks = sections(view)
  const over = blocks.reduce((sum, block) => sum + rowsOf(block), 0) - MOST_ROWS
  if (over <= 0) return { view, blocks }
  const smaller = viewFor(view.printed.length - over)
  return { view: smaller, blocks: sections(smaller) }
}

const isFirst = (block: Block): boolean => block.kind === 'table' && block.first === true
const rowsOf = (block: Block): number => (block.kind === 'table' ? block.rows.length : 0)

/** Keeps the rows of all tables together under the cap; what is cut says so. */
function withinRows(blocks: readonly Block[]): Block[] {
  let left = MOST_ROWS - blocks.reduce((sum, block) => sum + (isFirst(block) ? rowsOf(block) : 0), 0)
  return blocks.map((block) => {
    if (block.kind !== 'table' || isFirst(block)) return block
    const kept =
      left < 1 ? note(`${block.caption}: not printed, as this report prints at most 2 000 rows; see report.json.`) : cut(block, left)
    left -= rowsOf(kept)
    return kept
  })
}

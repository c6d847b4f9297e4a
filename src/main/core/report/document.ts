import { METRICS } from '../../../shared/model/metrics'
import type { ReportStatement } from '../../../shared/model/report'
import type { SignOff } from '../../../shared/model/statement'
import { canonicalJson } from '../evidence/canonical-json'
import { grouped, sha256Hex } from '../evidence/digest'
import type { Block, Document } from './blocks'
import { cover } from './cover'
import { count, decimalsOf, NONE, value } from './format'
import { groupName } from './words'

/**
 * What is printed: a pure function of the report and of the sign-offs over it, in the order in which they were made. The report's digest is
 * the SHA-256 of the statement's canonical JSON.
 */
export function reportDocument(statement: ReportStatement, signOffs: readonly SignOff[]): Document {
  const report = statement.predicate
  const { effective } = report.plan
  const digest = sha256Hex(canonicalJson(statement))
  return {
    schema: 1,
    title: effective.title,
    language: 'en',
    description: `Model audit report on ${effective.subject.model}`,
    keywords: ['model audit'],
    paper: effective.paper === 'A4' ? 'a4' : 'us-letter',
    head: { model: effective.subject.model, digest: grouped(digest.slice(0, 16)), date: report.at.slice(0, 10) },
    cover: cover(report, digest, signOffs),
    blocks: [{ kind: 'heading', level: 1, text: 'Results' }, measureTable(statement)]
  }
}

function measureTable({ predicate }: ReportStatement): Block {
  return {
    kind: 'table',
    caption: 'Measures',
    wide: true,
    notes: [],
    columns: [
      { title: 'Measure', align: 'left', share: 2 },
      { title: 'Group', align: 'left', share: 2 },
      { title: 'n', align: 'right' },
      { title: 'Estimate', align: 'decimal' },
      { title: 'from', align: 'decimal' },
      { title: 'to', align: 'decimal' }
    ],
    rows: predicate.measures.slice(0, 2000).map((m) => {
      const { unit, name } = METRICS[m.metric]
      const decimals = decimalsOf(unit, m.interval?.low ?? null, m.interval?.high ?? null)
      const show = (x: number | null | undefined): string => (x === undefined ? NONE : value(x, unit, decimals))
      return [name, groupName(m.group), count(m.n.group), show(m.estimate), show(m.interval?.low), show(m.interval?.high)]
    })
  }
}

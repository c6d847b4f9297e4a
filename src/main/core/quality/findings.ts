import type { FindingDraft } from '../../../shared/model/finding'
import type { Estimate } from '../stats/estimate'
import type { QualityInput } from './input'
import type { Notice } from './observation'
import type { SchemaDifferences } from './schema'
import { NOTICE_TEXTS } from './notice-texts'
import { counted, listed, percent, rowsText } from './wording'

const NOT_ESTABLISHED = 'Not established by this analysis.'

/** What the data themselves show: one finding a kind of fault, naming the columns and the first rows concerned. */
export function qualityFindings(
  input: QualityInput,
  differences: SchemaDifferences | null,
  estimates: readonly Estimate[]
): FindingDraft[] {
  const { suppress_below: below, columns } = input.plan
  const isGroup = ({ kind, column }: Notice): boolean => below !== undefined && kind === 'missing' && columns[column]?.role === 'protected'
  const notices = [...input.observed, ...input.further].flatMap((one) => one.notices).filter((one) => !isGroup(one))
  const kinds = Object.keys(NOTICE_TEXTS) as Notice['kind'][]
  return [
    ...(differences === null ? [] : schemaFinding(input, differences, estimates)),
    ...kinds.flatMap((kind) => ofKind(kind, input, notices, estimates))
  ]
}

function schemaFinding(
  input: QualityInput,
  { missing, extra, retyped, moved }: SchemaDifferences,
  estimates: readonly Estimate[]
): FindingDraft[] {
  const said = [
    missing.length > 0 ? `missing: ${listed(missing.map(({ name }) => name))}` : '',
    extra.length > 0 ? `extra: ${listed(extra.map(({ name }) => name))}` : '',
    retyped.length > 0 ? `of another type: ${listed(retyped.map(({ name, was, is }) => `${name} (${was}, now ${is})`))}` : '',
    moved.length > 0 ? `moved: ${listed(moved)}` : ''
  ].filter((text) => text !== '')
  if (said.length === 0) return []
  const used = (name: string): boolean => input.plan.columns[name] !== undefined && input.plan.columns[name]?.role !== 'ignore'
  const grave = missing.some(({ name }) => used(name)) || retyped.some(({ name }) => used(name))
  return [
    {
      key: 'schema-changed',
      severity: grave ? 'high' : 'low',
      kind: 'data',
      title: 'The columns are not those of the reference',
      condition: `Columns of part ${input.part} against part ${input.reference?.part ?? ''}: ${said.join('; ')}.`,
      criterion: 'A model is fed what it was built on: the same columns of the same types.',
      cause: NOT_ESTABLISHED,
      effect: grave
        ? 'A column that the plan uses is missing or of another type: what depends on it is not comparable.'
        : 'No column that the plan uses is missing or of another type.',
      recommendation: 'Have the owner of the extract say which change was meant.',
      evidence: evidenceOf(estimates, ['columns_missing', 'columns_extra', 'columns_retyped', 'columns_reordered'], null)
    }
  ]
}

const evidenceOf = (estimates: readonly Estimate[], metrics: readonly string[], columns: ReadonlySet<string> | null): string[] =>
  estimates
    .filter(({ measure: { metric, at } }) => metrics.includes(metric) && (columns === null || columns.has(at.feature ?? '')))
    .map(({ measure }) => measure.id)

const MOST_COLUMNS = 12

function ofKind(kind: Notice['kind'], input: QualityInput, notices: readonly Notice[], estimates: readonly Estimate[]): FindingDraft[] {
  const text = NOTICE_TEXTS[kind]
  const found = notices.filter((one) => one.kind === kind && one.share > text.from).sort((a, b) => b.share - a.share)
  const worst = found[0]
  if (worst === undefined) return []
  const told = found.slice(0, MOST_COLUMNS).map((one) => sentenceOf(one, input.plan.suppress_below ?? 0))
  const rest = found.length > MOST_COLUMNS ? [`${counted(found.length - MOST_COLUMNS, 'further column')}.`] : []
  return [
    {
      key: `quality.${kind}`,
      severity: text.severity(worst.share),
      kind: 'data',
      title: text.title(found.length),
      condition: [...told, ...rest].join(' '),
      criterion: text.criterion,
      cause: NOT_ESTABLISHED,
      effect: text.effect,
      recommendation: text.recommendation,
      evidence: evidenceOf(estimates, text.metrics, new Set(found.map(({ column }) => column)))
    }
  ]
}

/** `income: 1.5 % of the rows (302), the first in rows 12, 40 and 77; outside 0 to 9`. */
function sentenceOf({ column, rows, share, first, said }: Notice, limit: number): string {
  const few = rows < limit
  const size = few ? `fewer than ${limit} rows` : `${percent(share)} of the rows (${rows})`
  const where = first.length === 0 || few ? '' : `, the first in ${rowsText(first)}`
  return `${column === '' ? '' : `${column}: `}${size}${where}${said === '' ? '' : `; ${said}`}.`
}

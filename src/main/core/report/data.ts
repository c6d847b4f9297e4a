import type { Agreement, PartData, Population } from '../../../shared/model/report'
import { grouped } from '../evidence/digest'
import type { Block, Cell } from './blocks'
import { code, cut, definitions, left, note, paragraph, right, section, subsection, table, topic } from './build'
import { models } from './models'
import { count, counted, fixed, listed, NONE, percent } from '../../../shared/words/format'
import { sizeText, type View } from '../../../shared/reading/view'
import { groupText } from '../../../shared/words/words'

/** Section 3: what came in, and who is in it. */
export function data(view: View): Block[] {
  const { report } = view
  return [
    section(3, 'Data'),
    ...report.data.flatMap((part) => [
      subsection(`Part “${part.part}”`),
      ...inputs(part),
      ...columns(view, part),
      ...populationOf(view, part.part)
    ]),
    ...models(view),
    subsection('Exclusions'),
    ...exclusions(view)
  ]
}

const MASKED = '·'

function inputs(part: PartData): Block[] {
  const rejections = part.files.flatMap((file) =>
    file.rejections.map((r): Cell[] => [
      file.name,
      r.reason.replaceAll('-', ' '),
      count(r.count),
      r.lines.slice(0, 12).map(count).join(', ') + (r.count > Math.min(12, r.lines.length) ? ' …' : '')
    ])
  )
  const totals = [...part.controlTotals, ...part.ownersManifest]
  return [
    cut(
      table(
        'Input files',
        [left('File', 2), left('SHA-256', 4), right('Bytes'), right('Rows'), right('Parsed'), right('Rejected')],
        part.files.map((file): Cell[] => [
          file.name,
          code(grouped(file.sha256)),
          count(file.bytes),
          count(file.rows),
          count(file.parsed),
          count(file.rejected)
        ]),
        { wide: true, notes: ['Rows are counted without the parser: rows = parsed + rejected.'] }
      ),
      100
    ),
    ...(rejections.length === 0
      ? []
      : [cut(table('Rejected rows', [left('File', 2), left('Reason', 2), right('Rows'), left('Lines', 3)], rejections), 60)]),
    definitions([
      { term: 'Dataset', text: grouped(part.dataset), code: true },
      ...source(part),
      { term: 'Trace to source', text: traceText(part) }
    ]),
    ...(totals.length === 0
      ? [
          paragraph(
            `Completeness${part.trace?.mismatches == null ? ' and origin' : ''} not tested: no control totals and no owner’s manifest were supplied. A digest begins at the import.`
          )
        ]
      : [agreements(totals)])
  ]
}

/** The exact limit is that of the rows drawn: nobody knows more about the others. */
function traceText({ trace }: PartData): string {
  if (trace === null) return 'no rows were drawn for tracing'
  const drawn = `${counted(trace.rows, 'row')} drawn by the seed (${trace.table})`
  if (trace.mismatches === null) return `${drawn}; nobody has traced them`
  const bound = trace.upperBound === null ? '' : `; with 95 % confidence at most ${percent(trace.upperBound, 2)} of all rows differ`
  return `${drawn}, traced by ${trace.tracedBy ?? 'somebody unnamed'}: ${count(trace.mismatches)} differ${bound}`
}

const source = (part: PartData): { term: string; text: string }[] =>
  part.source === null
    ? [{ term: 'Source', text: 'system, query, person and time of the extract were not supplied' }]
    : Object.entries(part.source).map(([term, text]) => ({ term: `Source: ${term}`, text }))

/** A number as others are printed; times and words stay as they are. */
function written(total: string): string {
  const [, whole, decimals = ''] = /^(-?\d+)(\.\d+)?$/.exec(total) ?? []
  return whole === undefined ? total : `${count(Number(whole))}${/^\.0*$/.test(decimals) ? '' : decimals}`
}

const agreements = (totals: readonly Agreement[]): Block =>
  table(
    'Control totals: what was supplied against what was counted',
    [left('Total', 2), left('Supplied', 2), left('Counted', 2), left('')],
    totals.map((total): Cell[] => [
      total.what,
      written(total.supplied),
      written(total.ours),
      total.agrees ? { text: 'agrees', mark: 'pass' } : { text: 'differs', mark: 'fail' }
    ])
  )

/** The roles are those of the plan: what the import guessed is of no account here. */
function columns({ plan }: View, part: PartData): Block[] {
  const roleOf = (name: string): string | undefined => plan.columns[name]?.role
  const used = part.columns.filter(({ name }) => (roleOf(name) ?? 'ignore') !== 'ignore')
  const named = (said: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${said}: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}.`]
  const rest = part.columns.map(({ name }) => name)
  return [
    cut(
      table(
        'Columns and their roles',
        [left('Column', 2), left('Role'), left('Type'), right('Missing'), right('Distinct')],
        used.map((c): Cell[] => [
          c.name,
          (roleOf(c.name) ?? '').replaceAll('_', ' '),
          c.type,
          c.missing === null ? MASKED : count(c.missing),
          `${c.distinctAtLeast === true ? '≥ ' : ''}${count(c.distinct)}`
        ]),
        {
          notes: [
            ...named(
              'Ignored, as the plan says',
              rest.filter((name) => roleOf(name) === 'ignore')
            ),
            ...named(
              'Not named by the plan',
              rest.filter((name) => roleOf(name) === undefined)
            )
          ]
        }
      ),
      60
    )
  ]
}

function populationOf(view: View, part: string): Block[] {
  return view.report.population
    .filter((one) => one.part === part)
    .flatMap((one) => [
      topic('Population'),
      ...one.attributes.flatMap((attribute) => attributeBlocks(view, one, attribute)),
      facts(one),
      ...labels(view, one)
    ])
}

function attributeBlocks(view: View, { rows }: Population, { attribute, groups, unknown }: Population['attributes'][number]): Block[] {
  const share = (n: number | null): string => (rows === 0 ? NONE : n === null ? MASKED : percent(n / rows, 1))
  const size = (n: number | null): string => (n === null ? MASKED : sizeText(view, n))
  const known = groups.map((g): Cell[] => [g.value, size(g.rows), share(g.rows)])
  const masked = unknown === null || groups.some((g) => g.rows === null)
  const caption = `Rows by ${attribute}`
  const twin = table(
    caption,
    [left(attribute, 2), right('Rows'), { title: 'Share', align: 'decimal' }],
    [
      ...known,
      ['unknown', size(unknown), share(unknown)],
      [
        { text: 'Σ groups + unknown', strong: true },
        { text: count(rows), strong: true },
        { text: share(rows), strong: true }
      ]
    ],
    { notes: masked ? [`${MASKED} : masked, so that no cell under ${view.plan.suppress_below ?? 0} rows can be read or derived.`] : [] }
  )
  if (groups.length > 24 || view.plan.suppress_below !== undefined) return [cut(twin, 60)]
  const bars = [
    ...groups.map((g) => ({ label: g.value, rows: g.rows ?? 0, hatched: false })),
    { label: 'unknown', rows: unknown ?? 0, hatched: true }
  ]
  const biggest = Math.max(1, ...bars.map((b) => b.rows))
  return [
    {
      kind: 'bars',
      caption,
      alt: `Bars of rows by ${attribute}: ${bars.map((b) => `${b.label} ${count(b.rows)} (${share(b.rows)})`).join(', ')}. The table that follows has the same figures.`,
      bars: bars.map((b) => ({
        label: b.label,
        text: count(b.rows),
        share: Math.round((b.rows / biggest) * 1e4) / 1e4,
        hatched: b.hatched
      }))
    },
    twin
  ]
}

const LABELS: Record<Population['labels'], string> = {
  none: 'no labels',
  complete: 'known for every row',
  'some-missing': 'missing for some rows',
  'follow-the-decision': 'known for one decision (almost) only: rates that need the label of both are undefined',
  numeric: 'numbers'
}

function facts(one: Population): Block {
  const { decisions, clusters, weights } = one
  return definitions([
    {
      term: 'Decisions',
      text:
        decisions === null
          ? 'no decision column'
          : `${count(decisions.favourable)} favourable, ${count(decisions.unfavourable)} unfavourable, ${count(decisions.missing)} missing`
    },
    { term: 'Labels', text: LABELS[one.labels] },
    {
      term: 'Immature labels',
      text: one.immature === 0 ? 'none' : `${count(one.immature)} rows younger than the declared maturity; their labels are left out`
    },
    {
      term: 'Clusters',
      text:
        clusters === null
          ? 'no column says which rows belong together'
          : `${counted(clusters.clusters, 'cluster')} by ${clusters.column}, the largest of ${counted(clusters.largest, 'row')}; rows ${clusters.repeats ? 'repeat: variances are cluster-robust' : 'do not repeat'}`
    },
    weights === null
      ? null
      : { term: 'Weights', text: `${weights.kind} weights in ${weights.column}; effective size ${fixed(weights.effective, 1)}` }
  ])
}

function labels(view: View, one: Population): Block[] {
  if (one.labelsKnown.length === 0) return []
  const decided = one.decisions !== null
  return [
    cut(
      table(
        `Labels known, by group${decided ? ' and decision' : ''}`,
        [left('Group', 2), ...(decided ? [left('Decision')] : []), right('Known'), right('Rows'), { title: 'P(known)', align: 'decimal' }],
        one.labelsKnown.map((row): Cell[] => [
          groupText(row.group),
          ...(decided ? [row.decision] : []),
          sizeText(view, row.known),
          sizeText(view, row.rows),
          row.rows === 0 ? NONE : percent(row.known / row.rows, 1)
        ])
      ),
      80
    )
  ]
}

function exclusions({ plan }: View): Block[] {
  const stated = plan.packs.flatMap((pack) =>
    (pack.exclude ?? []).map((one) => `${groupText(one.category)} from the tables of ${pack.id}: ${one.reason}`)
  )
  if (stated.length === 0)
    return [paragraph('No category was left out. Rows with a missing or unknown value stay in the population as “unknown”.')]
  return [paragraph(`Left out by the plan: ${listed(stated)}.`), note('Counts and rates of what was left out are still reported.')]
}

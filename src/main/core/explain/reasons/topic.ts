import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { FindingDraft } from '../../../../shared/model/finding'
import { about, nothing, type Found, type Output, type Topic } from '../input'
import { masksOf } from '../masks'
import { shareQuantity } from '../means'
import { reasonFrequencies, type Reason } from './frequencies'
import { principalReasons, sameReasons } from './rank-reasons'

/** Contributions towards the unfavourable side, by reason: [reason][row]. */
type Adverse = Float64Array[]

/** What a notice would say to those who were declined: who gets which reason, whether all have one, and whether it holds against another background. */
export function reasonsTopic(topic: Topic): Output {
  const { explanation, players, table } = topic
  const declined = declinedRows(topic)
  if (Object.keys(explanation.reasons).length === 0 || declined === null || declined.length === 0) return nothing()
  const reasons = reasonsOf(topic)
  const masks = masksOf(topic)
  const ranked = (values: readonly Float64Array[]): Map<number, number[]> => {
    const adverse = adverseOf(topic, reasons, values)
    return new Map(
      Array.from(declined, (row) => [
        row,
        principalReasons(
          adverse.map((column) => column[row]!),
          explanation.most_reasons
        )
      ])
    )
  }
  const principal = ranked(topic.values)
  const share = shareOf(topic, declined)
  const is = (test: (row: number) => boolean): Float64Array => {
    const flags = new Float64Array(table.rows).fill(NaN)
    for (const row of declined) flags[row] = test(row) ? 1 : 0
    return flags
  }
  const coverageOf = (of: ReadonlyMap<number, readonly number[]>): Found['quantity'] =>
    share(is((row) => of.get(row)!.every((r) => reasons[r]!.text !== null)))
  const coverage = coverageOf(principal)
  const missing = share(is((row) => principal.get(row)!.length === 0))
  const [a, b] = topic.halves.map(({ values }) => ranked(values))
  const changes =
    a === undefined || b === undefined
      ? null
      : {
          first: share(is((row) => a.get(row)![0] !== b.get(row)![0])),
          set: share(is((row) => !sameReasons(a.get(row)!, b.get(row)!))),
          coverage: [a, b].map((half) => coverageOf(half).estimate ?? 0)
        }
  const used = reasons.map((_, r) => is((row) => principal.get(row)!.includes(r)))
  const found: Found[] = [
    { metric: 'reason_coverage', quantity: coverage },
    { metric: 'reason_missing', quantity: missing },
    ...(changes === null
      ? []
      : [
          { metric: 'first_reason_changes' as const, quantity: changes.first },
          { metric: 'reason_set_changes' as const, quantity: changes.set }
        ]),
    ...reasons.flatMap((reason, r): Found[] => {
      const quantity = share(used[r]!)
      return quantity.estimate === null || quantity.estimate === 0
        ? []
        : [{ metric: 'reason_frequency', at: { feature: reason.name }, quantity }]
    })
  ]
  const gaps = reasons.filter((reason, r) => reason.text === null && used[r]!.some((flag) => flag === 1)).map(({ name }) => name)
  if (masks !== null && declined.length < masks.limit) return { ...nothing(), found }
  const frequencies = reasonFrequencies(topic, reasons, used, declined, masks)
  return {
    ...nothing(),
    found: [...found, ...frequencies.found],
    exhibits: [...frequencies.exhibits, ...(masks === null ? [notice(topic, reasons, principal, declined, players.length)] : [])],
    findings: [
      ...coverageFinding(topic, gaps, coverage.estimate ?? 1),
      ...missingFinding(topic, missing.estimate ?? 0),
      ...(changes === null ? [] : stabilityFinding(topic, changes.first.estimate ?? 0, changes.coverage))
    ]
  }
}

/** Rows with an unfavourable decision: as logged, else as the plan's cut-off decides. */
export function declinedRows({ decision, selected }: Topic): Uint32Array | null {
  const of = decision ?? selected
  return of === null ? null : Uint32Array.from(of.keys()).filter((row) => of[row] === 0)
}

const shareOf =
  ({ design, plan }: Topic, declined: Uint32Array) =>
  (flags: Float64Array): Found['quantity'] => {
    return { ...shareQuantity(flags, design, plan.level), n: { group: declined.length, reference: null } }
  }

/** One a text that the plan gives; features and groups without one stand for themselves. */
function reasonsOf({ explanation, players }: Topic): Reason[] {
  const reasons = new Map<string, Reason>()
  players.forEach(({ name }, p) => {
    const given = explanation.reasons[name]
    const text = given?.text ?? null
    const code = given !== undefined && 'code' in given ? (given.code ?? null) : null
    const key = text === null ? `feature ${name}` : `text ${text}`
    const known = reasons.get(key) ?? { name: code ?? text ?? name, code, text, players: [] }
    known.players.push(p)
    reasons.set(key, known)
  })
  return [...reasons.values()]
}

function adverseOf({ favourable, table }: Topic, reasons: readonly Reason[], values: readonly Float64Array[]): Adverse {
  const sign = favourable ? -1 : 1
  return reasons.map(({ players }) => {
    const sum = new Float64Array(table.rows)
    for (const p of players) for (let row = 0; row < table.rows; row++) sum[row]! += sign * values[p]![row]!
    return sum
  })
}

/** What the notice of one declined case would list: the first of the plan's cases that was declined, else the first declined row. */
function notice(
  topic: Topic,
  reasons: readonly Reason[],
  principal: ReadonlyMap<number, number[]>,
  declined: Uint32Array,
  players: number
): ExhibitOf<'table'> {
  const row = topic.cases.find(({ at }) => principal.has(at)) ?? { name: 'the first declined row', at: declined[0]! }
  const listed = principal.get(row.at)!
  return {
    kind: 'table',
    ...about(topic, 'notice', `Sample notice for ${row.name}: draft, creditor decides`, {
      notes: [
        `“Your application was not approved. The principal reasons are: ${listed.map((r) => reasons[r]!.text ?? '[no reason stated in the plan]').join('; ')}.” Drawn from ${players} features.`
      ]
    }),
    columns: [
      { title: 'Rank', align: 'right' },
      { title: 'Code', align: 'left' },
      { title: 'Reason', align: 'left' },
      { title: 'Features', align: 'left' },
      { title: 'Contribution', align: 'decimal' }
    ],
    rows: listed.map((r, i) => [
      String(i + 1),
      reasons[r]!.code ?? '',
      reasons[r]!.text ?? 'no reason stated',
      reasons[r]!.players.map((p) => topic.players[p]!.name).join(', '),
      reasons[r]!.players.reduce((sum, p) => sum + topic.values[p]![row.at]!, 0)
    ])
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function coverageFinding({ subject }: Topic, gaps: readonly string[], coverage: number): FindingDraft[] {
  if (gaps.length === 0) return []
  return [
    {
      key: 'reasons-missing',
      severity: coverage < 0.9 ? 'moderate' : 'low',
      kind: 'method',
      title: 'Principal features without a stated reason',
      condition: `In ${subject.name}, ${percent(1 - coverage)} of unfavourable decisions have a principal feature for which the plan states no reason: ${gaps.slice(0, 12).join(', ')}.`,
      criterion: 'A notice states the specific principal reasons (12 CFR 1002.9(b)(2) where it applies).',
      cause: 'The table of reasons does not name these features.',
      effect: 'Notices would leave out, or replace by another, what the score was attributed to.',
      recommendation: 'Add reasons for these features, or take them out of the model.',
      evidence: ['reason_coverage']
    }
  ]
}

function missingFinding({ subject }: Topic, missing: number): FindingDraft[] {
  if (missing === 0) return []
  return [
    {
      key: 'declines-without-reason',
      severity: 'moderate',
      kind: 'method',
      title: 'Unfavourable decisions without an adverse contribution',
      condition: `For ${percent(missing)} of unfavourable decisions no feature of ${subject.name} contributes adversely against this background.`,
      criterion: 'An unfavourable decision has at least one principal reason.',
      cause: 'The decision may not follow from this model, or the background is itself scored low.',
      effect: 'No reason can be drawn from the model for these decisions.',
      recommendation: 'Hold these rows against the cut-off and the log of overrides; choose a background of approved applicants.',
      evidence: ['reason_missing']
    }
  ]
}

/** Intervals of the figures on reasons are about other rows against the same background; this is about other backgrounds. */
export function stabilityFinding(
  { subject }: Pick<Topic, 'subject'>,
  changes: number,
  [one = 0, other = 0]: readonly number[]
): FindingDraft[] {
  const apart = Math.abs(one - other)
  if (changes <= 0.05 && apart <= 0.05) return []
  const coverage =
    apart <= 0.05
      ? ''
      : ` ${percent(one)} of them have a stated reason for each principal feature against one half, ${percent(other)} against the other.`
  return [
    {
      key: 'reasons-unstable',
      severity: Math.max(changes, apart) > 0.2 ? 'moderate' : 'low',
      kind: 'method',
      title: changes > 0.05 ? 'First reasons depend on the background' : 'Which reasons are principal depends on the background',
      condition: `In ${subject.name} the first reason of ${percent(changes)} of unfavourable decisions changes between two halves of the background.${coverage}`,
      criterion: 'A reason should not depend on which rows it is held against.',
      cause: 'The background is small, or several reasons are about equally strong.',
      effect: 'Persons who are alike could be given different first reasons.',
      recommendation: 'Enlarge the background, or state reasons that are about equally strong together.',
      evidence: ['first_reason_changes', 'reason_set_changes', ...(apart <= 0.05 ? [] : ['reason_coverage' as const])]
    }
  ]
}

import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { about, type Found, type Output, type Topic } from '../input'
import { countsOf, maskedCells, maskedNote, type Masks } from '../masks'
import { averageOf, shareQuantity } from '../means'
import type { Grouped } from '../sample'

/** A reason with the players that it stands for; `text` is null where the plan gives none for the player. */
export type Reason = { name: string; code: string | null; text: string | null; players: number[] }

const MOST_COLUMNS = 8

/** Each reason's share of the declined: in all as a list, by group as a grid and with intervals. `used`: 1 where it is one of the row's principal reasons, NaN where the row was not declined. */
export function reasonFrequencies(
  topic: Topic,
  reasons: readonly Reason[],
  used: readonly Float64Array[],
  declined: Uint32Array,
  masks: Masks | null
): Pick<Output, 'found' | 'exhibits'> {
  const listed = mostUsedFirst(topic, used)
  const shown = listed.slice(0, MOST_COLUMNS)
  const groups = groupsOf(topic, declined, masks)
  return {
    found: masks === null ? foundByGroup(topic, reasons, used, shown, groups) : [],
    exhibits: [listOf(topic, reasons, used, listed), gridOf(topic, used, shown, groups, masks)]
  }
}

/** A group of an attribute among the declined; `hidden` where the plan masks cells as small. */
type DeclinedGroup = { attribute: string; name: string; isIn: (row: number) => boolean; hidden: boolean }

const groupsOf = (topic: Topic, declined: Uint32Array, masks: Masks | null): DeclinedGroup[] =>
  topic.groups.flatMap((grouped) => {
    const { attribute, groups, codes } = grouped
    const hidden = masks === null ? null : maskedDeclined(grouped, declined, masks)
    return groups.map((name, g) => ({ attribute, name, isIn: (row) => codes[row] === g + 1, hidden: hidden?.has(g + 1) === true }))
  })

/** Mean of the flags over rows; null where there are none. */
function meanOf({ design }: Topic, flags: Float64Array, isIn?: (row: number) => boolean): number | null {
  const { estimate, n } = averageOf(flags, design, isIn)
  return n === 0 ? null : estimate
}

function mostUsedFirst(topic: Topic, used: readonly Float64Array[]): number[] {
  const shares = used.map((flags) => meanOf(topic, flags) ?? 0)
  return shares.map((_, r) => r).sort((a, b) => shares[b]! - shares[a]! || a - b)
}

/** The shares of the grid, each with its interval. Not where cells are masked: limits and sizes tell how many of a group were given a reason. */
const foundByGroup = (
  { design, plan }: Topic,
  reasons: readonly Reason[],
  used: readonly Float64Array[],
  shown: readonly number[],
  groups: readonly DeclinedGroup[]
): Found[] =>
  shown
    .filter((r) => used[r]!.includes(1))
    .flatMap((r) =>
      groups.map(({ attribute, name, isIn }) => ({
        metric: 'reason_frequency',
        group: { [attribute]: name },
        at: { feature: reasons[r]!.name },
        quantity: shareQuantity(
          used[r]!.map((flag, row) => (isIn(row) ? flag : NaN)),
          design,
          plan.level
        )
      }))
    )

const listOf = (
  topic: Topic,
  reasons: readonly Reason[],
  used: readonly Float64Array[],
  listed: readonly number[]
): ExhibitOf<'table'> => ({
  kind: 'table',
  ...about(topic, 'reasons', 'Principal reasons of unfavourable decisions: share of the declined who would be told each', {
    notes: [
      `At most ${topic.explanation.most_reasons} reasons a row, largest adverse contribution first; equal ones in the model’s order of features. Ranks are candidate reasons: the creditor decides what a notice states.`
    ]
  }),
  columns: [
    { title: 'No.', align: 'left' },
    { title: 'Reason', align: 'left' },
    { title: 'Features', align: 'left' },
    { title: 'All', align: 'decimal' }
  ],
  rows: listed.map((r, i) => [
    `R${i + 1}`,
    reasons[r]!.text ?? `${reasons[r]!.name}: no reason stated`,
    reasons[r]!.players.map((p) => topic.players[p]!.name).join(', '),
    meanOf(topic, used[r]!)
  ])
})

const gridOf = (
  topic: Topic,
  used: readonly Float64Array[],
  shown: readonly number[],
  groups: readonly DeclinedGroup[],
  masks: Masks | null
): ExhibitOf<'grid'> => ({
  kind: 'grid',
  ...about(topic, 'reasons-by-group', 'The same by group', {
    notes:
      masks === null
        ? []
        : [
            ...(groups.some(({ hidden }) => hidden) ? [maskedNote(masks, 'here the declined of a group')] : []),
            'Shares of groups stand without intervals, which would tell how many were declined.'
          ]
  }),
  rows: { title: 'Group', labels: groups.map(({ attribute, name }) => `${name} (${attribute})`) },
  columns: { title: 'Reason', labels: shown.map((_, i) => `R${i + 1}`) },
  values: groups.map(({ isIn, hidden }) => shown.map((r) => (hidden ? null : meanOf(topic, used[r]!, isIn)))),
  neutral: null
})

/** Groups of which few were declined, those that are masked anyway, and what it takes that none follows from the others and all. */
const maskedDeclined = (
  { attribute, groups, codes }: Grouped,
  declined: Uint32Array,
  { limit, groups: masked }: Masks
): ReadonlySet<number> =>
  maskedCells(
    countsOf(
      Uint32Array.from(declined, (row) => codes[row]!),
      groups.length + 1
    ),
    masked.get(attribute) ?? [],
    limit
  )

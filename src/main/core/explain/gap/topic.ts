import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { about, nothing, type Output, type Topic } from '../input'
import { isMaskedGroup, masksOf, type Masks } from '../masks'
import type { Grouped } from '../sample'
import { decomposeGap, type Gap } from './decompose-gap'

const MOST_STEPS = 12
const MOST_MEASURED = 30

/** Why a group is scored lower than its reference, feature by feature. */
export function gapTopic(topic: Topic): Output {
  const masks = masksOf(topic)
  const outputs = topic.groups.flatMap((grouped) => ofAttribute(topic, grouped, masks))
  return {
    ...nothing(),
    found: outputs.flatMap(({ found }) => found),
    exhibits: outputs.flatMap(({ exhibits }) => exhibits)
  }
}

function ofAttribute(topic: Topic, grouped: Grouped, masks: Masks | null): Output[] {
  const { attribute, groups, codes, reference } = grouped
  if (reference === null) return []
  const has = (code: number) => (row: number) => codes[row] === code
  return groups.flatMap((name, g) => {
    if (g === reference) return []
    const gap = decomposeGap(
      topic.margins,
      topic.values,
      { group: has(g + 1), reference: has(reference + 1) },
      topic.design,
      topic.plan.level
    )
    if (gap.total.estimate === null) return []
    const of = { group: { [attribute]: name }, reference: { group: { [attribute]: groups[reference]! } } }
    const order = orderOf(gap)
    const hidden = [g, reference].some((one) => isMaskedGroup(masks, grouped, one))
    return [
      {
        ...nothing(),
        found: [
          { metric: 'margin_gap' as const, ...of, quantity: gap.total },
          ...order.slice(0, MOST_MEASURED).map((p) => ({
            metric: 'margin_gap_contribution' as const,
            ...of,
            at: { feature: topic.players[p]!.name },
            quantity: gap.shares[p]!
          }))
        ],
        exhibits: hidden ? [] : [waterfall(topic, gap, order, attribute, name, groups[reference]!)]
      }
    ]
  })
}

/** Widest first. */
const orderOf = ({ shares }: Gap): number[] =>
  shares.map((_, p) => p).sort((a, b) => Math.abs(shares[b]!.estimate ?? 0) - Math.abs(shares[a]!.estimate ?? 0) || a - b)

function waterfall(
  topic: Topic,
  gap: Gap,
  order: readonly number[],
  attribute: string,
  group: string,
  reference: string
): ExhibitOf<'waterfall'> {
  const step = (p: number): ExhibitOf<'waterfall'>['steps'][number] => {
    const { estimate, interval } = gap.shares[p]!
    const shown = topic.plan.inference.kind === 'census' && topic.design.weight === null ? null : interval
    return { label: topic.players[p]!.name, value: estimate ?? 0, low: shown?.low ?? null, high: shown?.high ?? null }
  }
  const rest = order.slice(MOST_STEPS)
  const others = {
    label: `${rest.length} other features`,
    value: rest.reduce((sum, p) => sum + (gap.shares[p]!.estimate ?? 0), 0),
    low: null,
    high: null
  }
  return {
    kind: 'waterfall',
    ...about(topic, `gap/${attribute}/${group}`, `Mean margin of ${group} against ${reference} (${attribute}), feature by feature`, {
      group: { [attribute]: group }
    }),
    unit: 'margin',
    start: { label: reference, value: gap.means.reference },
    steps: [...order.slice(0, MOST_STEPS).map(step), ...(rest.length > 0 ? [others] : [])],
    end: { label: group, value: gap.means.group }
  }
}

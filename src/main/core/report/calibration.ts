import type { Measure } from '../../../shared/model/measure'
import type { Block, Calibration, Cell } from './blocks'
import { cut, decimal, headed, left, right, topic } from './build'
import { fixed } from '../../../shared/words/format'
import { figures, grouping, sizeText, suppressed, type View } from '../../../shared/reading/view'
import { atText, groupValues } from '../../../shared/words/words'

const MOST_PANELS = 8
type Bin = { score: Measure; rate: Measure }

/** Whether a score of so much comes true so often, group by group. */
export function calibration(view: View, measures: readonly Measure[], what: string): Block[] {
  const bins = binsOf(measures)
  if (bins.length === 0) return []
  const groups = grouping(bins, (bin) => panelName(bin.rate))
  const caption = `Calibration by ${what}`
  const cells = (bin: Bin): Cell[] => {
    const rate = figures(view, bin.rate)
    const scores = range(bin.rate.at.bin ?? 0)
    const n = sizeText(view, bin.rate.n.group)
    return [scores, n, figures(view, bin.score).estimate, rate.estimate, rate.low, rate.high, view.evidence(bin.rate.id)]
  }
  const columns = [
    left('Scores', 2),
    right('n'),
    decimal('Mean score'),
    decimal('Outcome'),
    decimal('from'),
    decimal('to'),
    left('Evidence')
  ]
  const twin = headed(
    caption,
    columns,
    [...groups].map(([name, of]) => [name, of.map(cells)])
  )
  return [topic('Are scores honest?'), picture(view, groups, caption), cut(twin, 60)]
}

/** Bins are ten equal ones of [0, 1], counted from 0. */
const range = (bin: number): string => `${fixed(bin / 10, 1)} to ${fixed((bin + 1) / 10, 1)}`

const panelName = (m: Measure): string => {
  const where = atText({ ...m.at, bin: undefined })
  return where === '' ? groupValues(m.group) : `${groupValues(m.group)} (${where})`
}

function binsOf(measures: readonly Measure[]): Bin[] {
  const key = (m: Measure): string => `${panelName(m)} ${m.at.bin ?? ''}`
  const scores = new Map(measures.filter((m) => m.metric === 'calibration_bin_score' && m.estimate !== null).map((m) => [key(m), m]))
  return [...measures]
    .sort((a, b) => (a.at.bin ?? 0) - (b.at.bin ?? 0))
    .flatMap((rate): Bin[] => {
      const score = scores.get(key(rate))
      return rate.metric === 'calibration_bin_rate' && rate.estimate !== null && score !== undefined ? [{ score, rate }] : []
    })
}

function picture(view: View, groups: ReadonlyMap<string, readonly Bin[]>, caption: string): Calibration {
  const panels = [...groups].slice(0, MOST_PANELS).map(([title, bins]) => {
    const shown = bins.filter(({ rate }) => !suppressed(view, rate))
    const most = Math.max(1, ...shown.map(({ rate }) => rate.n.group))
    return {
      title,
      points: shown.map(({ score, rate }) => ({
        score: round(score.estimate ?? 0),
        rate: round(rate.estimate ?? 0),
        low: rate.interval?.low == null ? null : round(rate.interval.low),
        high: rate.interval?.high == null ? null : round(rate.interval.high),
        share: round(rate.n.group / most)
      }))
    }
  })
  return {
    kind: 'calibration',
    caption,
    panels,
    alt: `Share with the outcome against mean score in ten bins, for ${[...groups.keys()].slice(0, MOST_PANELS).join(', ')}; the diagonal is a score that comes true. The table that follows has the same figures.`
  }
}

const round = (share: number): number => Math.round(share * 1e4) / 1e4

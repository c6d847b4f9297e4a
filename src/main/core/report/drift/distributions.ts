import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { percent } from '../../../../shared/words/format'
import type { Distribution } from '../blocks'

/** Distribution exhibits as panels of one picture. */
export function distributionsOf(exhibits: readonly ExhibitOf<'distribution'>[], caption: string): Distribution {
  return {
    kind: 'distribution',
    caption,
    names: exhibits[0]?.series.map(({ name }) => name) ?? [],
    alt: `Shares of the same bins in both parts. ${exhibits.map(inWords).join(' ')} The attached drift-bins.csv has the figures.`,
    panels: exhibits.map(({ at, bins, series }) => {
      const most = Math.max(1e-12, ...series.flatMap(({ shares }) => shares))
      return {
        title: at.feature ?? '',
        text: `fullest bin ${percent(most, 1)}`,
        bins: bins.map(({ label }, i) => ({ label, shares: series.map(({ shares }) => Math.round(((shares[i] ?? 0) / most) * 1e4) / 1e4) }))
      }
    })
  }
}

/** The bin that gained most and the one that lost most. */
function inWords({ at, bins, series: [before, now] }: ExhibitOf<'distribution'>): string {
  const moved = bins.map(({ label }, i) => ({ label, from: before?.shares[i] ?? 0, to: now?.shares[i] ?? 0 }))
  const by = [...moved].sort((a, b) => a.to - a.from - (b.to - b.from))
  const said = [by[by.length - 1], by[0]].flatMap((bin) =>
    bin === undefined ? [] : [`${bin.label} from ${percent(bin.from, 1)} to ${percent(bin.to, 1)}`]
  )
  return `${at.feature ?? ''}: ${said.join(', ')}.`
}

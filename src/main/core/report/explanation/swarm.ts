import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { shortLabel } from '../../../../shared/words/short-label'
import { linearScale } from '../../../../shared/reading/axis'
import type { Swarm } from '../blocks'
import { significant } from '../figure'

const LONGEST_LABEL = 33

/** A swarm exhibit as strips of density over one axis. */
export function swarmOf({ edges, rows, unit }: ExhibitOf<'swarm'>, caption: string): Swarm {
  const scale = linearScale(`contribution, ${unit}`, [edges[0] ?? 0, edges[edges.length - 1] ?? 0])
  return {
    kind: 'swarm',
    caption,
    alt: `Spread of contributions for ${rows.length} features, widest first: ${rows
      .slice(0, 5)
      .map(({ feature, meanAbsolute }) => `${feature}, ${significant(meanAbsolute)} on average`)
      .join('; ')}. Dark: the feature is high there. The table that follows has the averages.`,
    axis: scale.axis,
    neutral: scale.place(0),
    textTitle: 'mean, signless',
    rows: rows.map(({ feature, meanAbsolute, counts, value }) => {
      const most = Math.max(1, ...counts)
      return {
        label: shortLabel({ feature }, LONGEST_LABEL),
        text: significant(meanAbsolute),
        bins: counts.flatMap((count, bin) => {
          if (count === 0) return []
          const [from, to] = [scale.place(edges[bin]!), scale.place(edges[bin + 1]!)]
          const tone = value[bin] ?? null
          return [
            { at: from, width: rounded(to - from), share: rounded(Math.sqrt(count / most)), value: tone === null ? null : rounded(tone) }
          ]
        })
      }
    })
  }
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4

import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import { figures } from '../../../../shared/reading/view'
import type { Block } from '../blocks'
import { paragraph, topic } from '../build'
import { significant } from '../figure'
import type { DriftView } from './drift-view'
import { timelinesOf } from './timelines'

/** Whether the columns changed together, where each alone may look the same. */
export function togetherQuestion({ view, measures }: DriftView): Block[] {
  const of = (metric: Measure['metric']): Measure | undefined =>
    measures.find((m) => m.metric === metric && m.at.window === undefined && m.group === null)
  const [area, change] = [of('domain_classifier_auc'), of('reconstruction_error_change')]
  const order = of('attribution_ndcg')
  const known = [area, change, order].filter((m) => m !== undefined && m.estimate !== null)
  if (known.length === 0) return []
  const exhibits = view.report.exhibits
  const gains = exhibits.find((one): one is ExhibitOf<'table'> => one.kind === 'table' && one.id === 'drift/domain-classifier')
  const curve = exhibits.find((one): one is ExhibitOf<'curve'> => one.kind === 'curve' && one.id === 'drift/reconstruction')
  return [
    topic('Did the columns change together?'),
    ...(area === undefined || area.estimate === null ? [] : [paragraph(classifierText(view, area, gains))]),
    ...(change === undefined || change.estimate === null
      ? []
      : [
          paragraph(
            `The distance of a row from the plane of the reference’s principal components changes by ${figures(view, change).estimate} standard deviations on average (${figures(view, change).interval}), ${view.evidence(change.id)}: a rise means that columns no longer go together as they did.`
          )
        ]),
    ...(order === undefined || order.estimate === null
      ? []
      : [
          paragraph(
            `The model leans on its features in nearly the same order as before where this is near 1: ${figures(view, order).estimate} (normalised discounted cumulative gain of mean absolute attributions), ${view.evidence(order.id)}.`
          )
        ]),
    ...(curve === undefined
      ? []
      : [timelinesOf([{ curve, title: 'Reconstruction error', thresholds: [] }], 'Reconstruction error window by window')])
  ]
}

function classifierText(view: DriftView['view'], area: Measure, gains: ExhibitOf<'table'> | undefined): string {
  const { estimate, interval } = figures(view, area)
  const named = (gains?.rows ?? [])
    .slice(0, 3)
    .flatMap(([name, gain]) =>
      typeof name === 'string' && typeof gain === 'number' && gain > 0.01 ? [`${name} (${significant(100 * gain)} % of its gain)`] : []
    )
  const by = named.length === 0 ? '' : ` It goes mostly by ${named.join(', ')}.`
  return `A classifier that sees one row tells whether it is of the current or of the reference part with an area under the curve of ${estimate} (${interval}), ${view.evidence(area.id)}; 0.5 is guessing.${by} It predicts the part; it does not say why the parts differ.`
}

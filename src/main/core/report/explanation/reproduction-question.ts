import { count } from '../../../../shared/words/format'
import type { Block } from '../blocks'
import { paragraph, topic } from '../build'
import { figureOf } from './measure-table'
import type { ModelView } from './model-view'

/** Whether the file that is explained is the model that wrote the log. */
export function reproductionQuestion({ view, measures }: ModelView): Block[] {
  const share = measures.find(({ metric }) => metric === 'scores_reproduced')
  const worst = measures.find(({ metric }) => metric === 'largest_score_difference')
  if (share === undefined || worst === undefined) return []
  const all = share.n.group
  const again = Math.round((share.estimate ?? 0) * all)
  return [
    topic('Is this the model that wrote the log?'),
    paragraph(
      `The model file gives ${again === all ? 'all' : `${count(again)} of`} ${count(all)} logged scores again, within what its library’s arithmetic and the digits of the log leave open (${view.evidence(share.id)}); the largest difference is ${figureOf(view, worst)} (${view.evidence(worst.id)}).`
    )
  ]
}

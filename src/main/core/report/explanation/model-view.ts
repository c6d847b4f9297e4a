import type { Exhibit, ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import type { View } from '../../../../shared/reading/view'

/** What one model's part of the section is made of. */
export type ModelView = {
  view: View
  measures: readonly Measure[]
  exhibits: readonly Exhibit[]
  /** The exhibit with that id, the model's name left out. */
  exhibit: <K extends Exhibit['kind']>(kind: K, id: string) => ExhibitOf<K> | undefined
}

/** Of all measures and exhibits of the assessment, those of one model. */
export function modelView(view: View, measures: readonly Measure[], exhibits: readonly Exhibit[], model: string | undefined): ModelView {
  const mine = exhibits.filter(({ at }) => at.model === model)
  const prefix = ['explanation', ...(model === undefined ? [] : [encodeURIComponent(model)])].join('/')
  return {
    view,
    measures: measures.filter(({ at }) => at.model === model),
    exhibits: mine,
    exhibit: (kind, id) =>
      mine.find((one): one is ExhibitOf<typeof kind> => one.kind === kind && one.id === `${prefix}/${encodeURIComponent(id)}`)
  }
}

import { isUnknown } from '../../shared/reading/fairness-answer'
import type { Group } from '../../shared/model/measure'
import type { Report } from '../../shared/model/report'

/** Okabe & Ito 2008: told apart with any colour vision. The last two carry least on a light and on a dark ground. */
const OKABE_ITO = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a8a8a', '#f0e442'] as const
const UNKNOWN = '#8a8a8a'
const DASHES = ['solid', 'dash', 'dot', 'dashdot'] as const

export type Ink = { colour: string; dash: (typeof DASHES)[number] }

/** The nth of several lines or points: colours first, then the same colours dashed. */
export const inkOf = (nth: number): Ink => ({
  colour: OKABE_ITO[nth % 6] ?? UNKNOWN,
  dash: DASHES[Math.floor(nth / 6) % DASHES.length] ?? 'solid'
})

/** The same group has the same ink everywhere: its place among the groups of its attribute in the report. The unknown are grey. */
export function inkOfGroup({ population }: Pick<Report, 'population'>, group: Group | null): Ink {
  if (group === null) return { colour: UNKNOWN, dash: 'solid' }
  if (isUnknown({ group })) return { colour: UNKNOWN, dash: 'dot' }
  const sizes = Object.entries(group).map(([attribute, value]) => {
    const values = population.flatMap(({ attributes }) => attributes.find((one) => one.attribute === attribute)?.groups ?? [])
    return {
      place: Math.max(
        0,
        values.findIndex((one) => one.value === value)
      ),
      of: values.length
    }
  })
  return inkOf(sizes.reduce((sum, { place, of }) => sum * of + place, 0))
}

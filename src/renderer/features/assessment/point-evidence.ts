import type { ExhibitOf } from '../../../shared/model/exhibit'
import type { Group, Measure } from '../../../shared/model/measure'
import { METRICS } from '../../../shared/model/metrics'
import { groupText } from '../../../shared/words/words'
import { labelOf, type Material } from './choice'

/** The measure behind a point of a line over windows; null where the point is none (a figure of an annex, a curve over a feature's values). */
export function measureAt({ measures }: Material, curve: ExhibitOf<'curve'>, series: number, point: number): Measure | null {
  const window = curve.x.labels?.[point]
  const line = curve.series[series]
  const value = line?.values[point]
  if (window === undefined || line === undefined || value === undefined || value === null) return null
  const { feature } = curve.at
  const found = measures.filter(
    (m) =>
      m.at.window === window &&
      m.estimate === value &&
      sameGroup(m.group, curve.group) &&
      METRICS[m.metric].name === curve.y.title &&
      (feature === undefined || m.at.feature === feature)
  )
  return found.find((m) => labelOf(m) === line.name) ?? found[0] ?? null
}

const sameGroup = (a: Group | null, b: Group | null): boolean => (a === null || b === null ? a === b : groupText(a) === groupText(b))

import type { ExhibitOf } from '../../../shared/model/exhibit'
import { METRICS } from '../../../shared/model/metrics'
import { rowWeightsOf } from '../columns/row-weights'
import { placesOf } from '../columns/taken-rows'
import type { Estimate } from '../stats/estimate'
import type { SearchColumn } from './conditions'
import type { Outset, SlicesInput } from './find-slices'
import type { Tested } from './tested'

/**
 * Around the widest gap of two conditions: the metric at every crossing of their columns' values, in the test half. None where small cells are masked, since cells are
 * cells.
 */
export function crossingMap(input: SlicesInput, outset: Outset, whole: Estimate, tested: readonly Tested[]): ExhibitOf<'grid'>[] {
  const gap = ({ difference }: Tested): number => outset.worst * (difference.measure.estimate ?? 0)
  const [widest] = tested.filter(({ slice }) => slice.over.length > 1).sort((a, b) => gap(b) - gap(a))
  const [first, second] = widest?.slice.over ?? []
  if (first === undefined || second === undefined || input.plan.suppress_below !== undefined) return []
  const [across, down] = first.cells < second.cells ? [first, second] : [second, first]
  const least = input.plan.minimum_group_size
  const values = meansOf(input, outset, down, across, least)
  const isKnown = (of: readonly (number | null)[]): boolean => of.some((value) => value !== null)
  const [downs, acrosses] = [known(down, (i) => isKnown(values[i]!)), known(across, (j) => isKnown(values.map((row) => row[j]!)))]
  const { name } = METRICS[outset.metric]
  return [
    {
      kind: 'grid',
      id: `slices/crossing/${down.name}/${across.name}`,
      assessment: 'slices',
      title: `${name} by ${down.name} and ${across.name}`,
      at: { part: input.part.part },
      group: null,
      notes: [`Of the test half, without intervals; crossings of fewer than ${least} rows are left blank.`],
      rows: { title: down.name, labels: downs.map((i) => down.texts[i]!) },
      columns: { title: across.name, labels: acrosses.map((j) => across.texts[j]!) },
      values: downs.map((i) => acrosses.map((j) => values[i]![j]!)),
      neutral: whole.measure.estimate
    }
  ]
}

const known = ({ cells }: SearchColumn, isKnown: (cell: number) => boolean): number[] =>
  Array.from({ length: cells }, (_, cell) => cell).filter(isKnown)

function meansOf(
  { plan, part, kernels }: SlicesInput,
  outset: Outset,
  down: SearchColumn,
  across: SearchColumn,
  least: number
): (number | null)[][] {
  const rows = placesOf(outset.halves.test.map((one, row) => (outset.outcome[row] === outset.outcome[row] ? one : 0)))
  const weights = rowWeightsOf({ ...part, plan })?.values ?? null
  const searched = {
    cells: [down, across].map(({ ofRow }) => Uint8Array.from(rows, (row) => ofRow[row]!)),
    outcome: Float64Array.from(rows, (row) => outset.outcome[row]!),
    weights: weights === null ? null : Float64Array.from(rows, (row) => weights[row]!)
  }
  const tally = kernels.tallyCells(searched, [0, 1], [down.cells, across.cells])
  const mean = (cell: number): number | null => (tally.rows[cell]! < least ? null : tally.sum[cell]! / tally.weight[cell]!)
  return Array.from({ length: down.cells }, (_, i) => Array.from({ length: across.cells }, (__, j) => mean(i * across.cells + j)))
}

import type { Plan } from '../../../shared/model/plan'
import type { AssessmentResult, ColumnNeed } from '../../core/assessment'
import { takenRows } from '../../core/columns/taken-rows'
import { assessFairness, neededColumns } from '../../core/fairness/assess-fairness'
import { concludeSlices, withoutSlices } from '../../core/slices/conclude'
import { crossedColumns, slicedNeeds } from '../../core/slices/crossed-columns'
import { findSlices, outsetOf, type Outset, type SlicesInput } from '../../core/slices/find-slices'
import type { Slice } from '../../core/slices/slice'
import { slicedPlan, withSlice } from '../../core/slices/sliced-plan'
import { testedSlice, wholeHalf, type Tested } from '../../core/slices/tested'
import type { Estimate } from '../../core/stats/estimate'
import { throwIfCancelled, type Job } from '../job'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'

export type SlicesWork = Pick<ReportInput, 'plan' | 'kernels'>

/** The plan's slices: searched in the discovery half, tested in the other. */
export async function slicesOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { slices: asked } = input.plan.assessments
  if (asked === undefined) return null
  const search = await slicesInput(input, partNamed(input, asked.part, 'assessments.slices'), seed, job)
  const outset = outsetOf(search)
  const figures = figuresIn(input, search, outset, 'test', job)
  const whole = wholeHalf(outset.metric, figures(null), 'test')
  if (whole.measure.estimate === null) return withoutSlices(search, whole)
  const { slices, searched } = findSlices(search, outset)
  return concludeSlices(search, outset, searched, whole, measured(slices, outset, figures, 'test', job))
}

/** The part in memory, with what is crossed and what makes outcomes. */
export async function slicesInput({ plan, kernels }: SlicesWork, open: OpenPart, seed: string, job: Job): Promise<SlicesInput> {
  const { manifest } = open.dataset
  return {
    plan,
    seed,
    kernels,
    asked: plan.assessments.slices!,
    part: await assessedPart(open, needsOf(plan, open), job),
    crossed: crossedColumns(plan, manifest),
    checkpoint: checkpoint(job, 'Searching slices')
  }
}

/** Columns that make outcomes, clusters and weights, and those that are crossed; each once, as it is needed first. */
function needsOf(plan: Plan, { part, dataset }: OpenPart): ColumnNeed[] {
  const known = new Set(dataset.manifest.columns.map(({ name }) => name))
  const outcomes = slicedPlan(plan, part, 'accuracy', known)
  const needs = [...neededColumns(outcomes, part).filter(({ name }) => known.has(name)), ...slicedNeeds(plan, dataset.manifest)]
  const once = new Map<string, ColumnNeed>()
  for (const need of needs) if (!once.has(need.name)) once.set(need.name, need)
  return [...once.values()]
}

type Half = keyof Outset['halves']
type Figures = (slice: Slice | null) => readonly Estimate[]

/** What the engine of group measures says of a slice and of all other rows in one half; of all rows of it where there is no slice. */
export function figuresIn({ plan, kernels }: SlicesWork, search: SlicesInput, outset: Outset, half: Half, job: Job): Figures {
  const { part, seed } = search
  const keep = outset.halves[half]
  const taken = takenRows(part, keep)
  const outcome = outset.outcome.filter((_, row) => keep[row] === 1)
  const engine = slicedPlan(plan, part.part, outset.metric, new Set(part.columns.keys()))
  return (slice) => {
    const inside = Uint8Array.from(keep, (_, row) => (slice !== null && slice.meets(row) ? 1 : 0)).filter((_, row) => keep[row] === 1)
    return assessFairness({
      ...withSlice(taken, inside, outset.metric, outcome),
      plan: engine,
      seed,
      requests: [],
      kernels,
      checkpoint: () => throwIfCancelled(job)
    }).estimates
  }
}

export const measured = (slices: readonly Slice[], { metric }: Outset, figures: Figures, half: Half, job: Job): Tested[] =>
  slices.flatMap((slice, at) => {
    job.progress({ phase: 'Measuring slices', fraction: at / slices.length })
    const tested = testedSlice(slice, metric, figures(slice), half)
    return tested === null ? [] : [tested]
  })

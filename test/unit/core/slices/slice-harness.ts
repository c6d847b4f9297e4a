import { slices as slicesSchema } from '../../../../src/shared/model/assessments/slices'
import { findSlices, outsetOf, type FoundSlices, type Outset, type SlicesInput } from '../../../../src/main/core/slices/find-slices'
import { slicedNeeds } from '../../../../src/main/core/slices/crossed-columns'
import { withTests, type Tested } from '../../../../src/main/core/slices/tested'
import { figuresIn, measured } from '../../../../src/main/services/assessments/assess-slices'
import { fairnessKernels } from '../../../../src/main/kernels/fairness'
import { sliceKernels } from '../../../../src/main/kernels/slices'
import { load, planOf, type Table } from '../fairness/harness'

export const kernels = { ...fairnessKernels, ...sliceKernels } as never
const job = { name: 'test', signal: new AbortController().signal, progress: () => {} }

/** A part of that table with a search as the plan wants it; `numbers`: columns read as numbers. */
export function searchOf(table: Table, patch: Record<string, unknown>, numbers: readonly string[], dataset = '0'.repeat(64)): SlicesInput {
  const plan = planOf(patch)
  const names = Object.keys(table)
  const columns = names.map((name, index) => load(table[name]!, name, index, numbers.includes(name) ? 'numbers' : 'codes'))
  const part = {
    part: 'current',
    dataset,
    inputs: ['1'.repeat(64)],
    rows: table[names[0]!]!.length,
    columns: new Map(names.map((name, i) => [name, columns[i]!]))
  }
  const crossed = slicedNeeds(plan, { columns: columns.map(({ column }) => column) }).map(({ name }) => name)
  const asked = plan.assessments.slices ?? slicesSchema.parse({})
  return { plan, seed: 'ab'.repeat(32), part, crossed: [...new Set(crossed)], asked, kernels, checkpoint: () => {} }
}

export type Searched = { outset: Outset; found: FoundSlices; tested: Tested[] }

/** The search, and its slices tested in a half; by rights that is the one that the search has not seen. */
export function searchAndTest(input: SlicesInput, half: 'test' | 'discovery' = 'test'): Searched {
  const outset = outsetOf(input)
  const found = findSlices(input, outset)
  const figures = figuresIn({ plan: input.plan, kernels }, input, outset, half, job)
  const tested = withTests(measured(found.slices, outset, figures, half, job), outset.metric, outset.worst)
  return { outset, found, tested }
}

import type { TreeKernels } from '../trees/kernels'
import { movedSteps, type MovedStep } from './moved-steps'
import type { MovedOrder } from './order'

/** Of each player: every row's mean increase of the loss over the draws, and of each draw the weighted sum of the rows' increases. */
export type MovedLosses = { increases: Float64Array[]; totals: Float64Array[] }

/** A place that takes steps' rows, and what they come to. */
export type Collector<T> = { add: (step: Exclude<MovedStep, { kind: 'run' }>) => void; result: () => T }

export function collectLosses({ players, data, draws }: Pick<MovedOrder, 'players' | 'data' | 'draws'>): Collector<MovedLosses> {
  const increases = Array.from({ length: players }, () => new Float64Array(data.rows))
  const totals = Array.from({ length: players }, () => new Float64Array(draws.orders.length))
  return {
    add(step) {
      for (let player = 0; player < players; player++) {
        if (step.kind === 'rows') addTo(increases[player]!.subarray(step.begin, step.begin + step.rows), step.column(player))
        else
          for (const of of step.totals)
            addTo(totals[player]!.subarray(step.first), of.subarray(player * step.draws, (player + 1) * step.draws))
      }
    },
    result: () => ({ increases, totals })
  }
}

function addTo(sums: Float64Array, more: Float64Array): void {
  for (let i = 0; i < more.length; i++) sums[i]! += more[i]!
}

/** Margins of every row by player and draw. */
export function collectMargins({ players, data, draws }: Pick<MovedOrder, 'players' | 'data' | 'draws'>): Collector<Float64Array[][]> {
  const margins = Array.from({ length: players }, () => draws.orders.map(() => new Float64Array(data.rows)))
  return {
    add(step) {
      if (step.kind === 'totals') return
      for (let player = 0; player < players; player++)
        for (let draw = 0; draw < step.draws; draw++)
          margins[player]![step.first + draw]!.set(step.column(player * step.draws + draw), step.begin)
    },
    result: () => margins
  }
}

/** Runs the steps on this thread. */
export function collectHere<T>(order: Omit<MovedOrder, 'threads'>, kernels: TreeKernels, collector: Collector<T>): T {
  for (const step of movedSteps(kernels, { ...order, threads: 1 }))
    if (step.kind === 'run') kernels.run(step.phase)
    else collector.add(step)
  return collector.result()
}

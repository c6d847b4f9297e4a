import { designEffects } from '../../../../src/main/core/drift/design-effects'
import { mergedBins } from '../../../../src/main/core/drift/merge-bins'
import { driftKernels } from '../../../../src/main/kernels/drift'
import { psi } from '../../../../src/main/core/stats/divergences'
import { divergenceLaw, divergenceLimits, divergenceP } from '../../../../src/main/core/stats/psi'
import { below, randomStream, type Random } from '../../../../src/main/core/stats/random'

/** `cluster`: rows of one person, who fall into the same bin with probability 0.8; `naive`: as if they stood alone. */
export type Simulation = { n: number; m: number; bins: number; drift: number; runs: number; cluster: number; naive?: boolean }

/** Shares that fall off linearly, tilted by the drift. */
const sharesOf = (bins: number, drift: number): number[] => {
  const raw = Array.from({ length: bins }, (_, i) => 1 + drift * (i / (bins - 1) - 0.5) * 2)
  const total = raw.reduce((a, b) => a + b, 0)
  return raw.map((share) => share / total)
}

const pick = (random: Random, shares: readonly number[]): number => {
  let left = random.uniform()
  for (let i = 0; i < shares.length; i++) if ((left -= shares[i]!) < 0) return i
  return shares.length - 1
}

function sample(random: Random, rows: number, shares: readonly number[], { cluster, bins, naive }: Simulation) {
  const binOfRow = new Uint16Array(rows)
  const person = new Uint32Array(rows)
  let own = 0
  for (let row = 0; row < rows; row++) {
    if (row % cluster === 0) own = pick(random, shares)
    person[row] = Math.floor(row / cluster) + 1
    binOfRow[row] = below(random, 10) < 8 ? own : pick(random, shares)
  }
  const counts = driftKernels.countBins(binOfRow, bins, null, 1)
  const clusters = driftKernels.clusterRows(person)
  const effects =
    cluster === 1 || naive
      ? new Float64Array(bins).fill(1)
      : designEffects(counts, driftKernels.clusterMoments(clusters, binOfRow, bins, null, 1), 0, clusters.clusters)
  return { counts, ordered: null, rows, missing: 0, effective: { counts, rows, missing: 0 }, weighed: false, effects }
}

function simulate(plan: Simulation, of: (value: number, law: ReturnType<typeof divergenceLaw>) => boolean): number {
  const [before, now] = [sharesOf(plan.bins, 0), sharesOf(plan.bins, plan.drift)]
  let hits = 0
  for (let run = 0; run < plan.runs; run++) {
    const random = randomStream('psi', run)
    const pair = { reference: sample(random, plan.n, before, plan), current: sample(random, plan.m, now, plan) }
    const bins = mergedBins(pair, { kind: 'number', edges: Float64Array.from({ length: plan.bins - 1 }, (_, i) => i + 1), rule: 'fixed' })
    const law = divergenceLaw({ n: plan.n, m: plan.m }, bins.effects, bins.reference.length, 1)
    if (of(psi(bins.shares), law)) hits++
  }
  return hits / plan.runs
}

export function coverageOfPsi(plan: Simulation): number {
  const truth = psi({ reference: Float64Array.from(sharesOf(plan.bins, 0)), current: Float64Array.from(sharesOf(plan.bins, plan.drift)) })
  return simulate(plan, (value, law) => {
    const { low, high } = divergenceLimits(value, law, 0.05)
    return low <= truth && truth <= high
  })
}

export const nullTail = (plan: Simulation, alpha: number): number => simulate(plan, (value, law) => divergenceP(value, law) <= alpha)

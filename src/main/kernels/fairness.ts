import type { FairnessKernels } from '../core/fairness/kernels'
import { clusterPatterns, clusterRows, secondMoments } from './clusters'
import { cellsOf, countCells } from './count-cells'
import { placements } from './placements'
import { rank } from './rank-scores'
import { distinctScores, rankedCells, tiedPlacements } from './ranked-cells'
import { sumCells } from './sum-cells'

export const fairnessKernels: FairnessKernels = {
  countCells,
  cellsOf,
  sumCells,
  rank,
  rankedCells,
  tiedPlacements,
  distinctScores,
  placements,
  clusterRows,
  secondMoments,
  clusterPatterns
}

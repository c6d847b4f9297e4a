import type { FairnessKernels } from '../core/fairness/kernels'
import { cellsOf, countCells } from './count-cells'
import { sumCells } from './sum-cells'

export const fairnessKernels: FairnessKernels = { countCells, cellsOf, sumCells }

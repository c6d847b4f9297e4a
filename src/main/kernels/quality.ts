import type { QualityKernels } from '../core/quality/kernels'
import { sortFloat64 } from './radix-sort'

export const qualityKernels: QualityKernels = { sortInPlace: sortFloat64 }

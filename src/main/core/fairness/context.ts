import type { Design } from './design'
import type { Frame } from './frame'
import type { FairnessInput } from './input'
import type { Quantity } from '../stats/quantity'
import type { GroupTable } from './roll-up'
import type { ScoreSums } from './score-sums'

/** What a metric is computed from: the groups of one crossing, perhaps within one stratum. */
export type Context = { input: FairnessInput; frame: Frame; design: Design; table: GroupTable; sums: ScoreSums }

export type GroupMetric = (context: Context, group: number) => Quantity

/** `reference` is another group of the table. */
export type PairMetric = (context: Context, group: number, reference: number) => Quantity

import type { Player, Predict, Table } from '../subject'

/**
 * A row's game: a coalition's worth is the mean margin over the background when the coalition's features have the row's values and all
 * others the background's (interventional expectation; Janzing, Minorics & Blöbaum 2020).
 */
export type Game = { players: readonly Player[]; predict: Predict; background: Table }

/** Rows of one prediction: enough to be fast, few enough to be small. */
export const BATCH = 65_536

/** A table to be filled and predicted again and again. */
export const scratchOf = (features: number, rows: number): Float64Array[] => Array.from({ length: features }, () => new Float64Array(rows))

/** Mean margin over the background. */
export function meanMargin({ predict, background }: Pick<Game, 'predict' | 'background'>): number {
  const margins = predict(background)
  let total = 0
  for (let i = 0; i < margins.length; i++) total += margins[i]!
  return total / margins.length
}

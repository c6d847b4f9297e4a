import type { LinearPredictor } from '../../models/model'
import type { Table } from '../subject'

/**
 * A row against one background row: the players in which they differ (bit i is players[i]), and the raw output of every mixture of the two,
 * raw[output][coalition], where a coalition's players have the row's values.
 */
export type PairGame = { players: readonly number[]; raw: readonly Float64Array[] }

/** Null where they differ in more players than `MOST_PLAYERS`. */
export type PairGames = (row: number, other: number) => PairGame | null

/** A block of rows against the background. */
export type GamesOfBlock = (block: Table) => PairGames

/** 2^16 mixtures of a pair are looked at. */
export const MOST_PLAYERS = 16

/** From coefficients by coalition to the sum over each coalition's subsets, in place. */
export function sumOverSubsets(values: Float64Array): Float64Array {
  for (let bit = 1; bit < values.length; bit <<= 1)
    for (let start = 0; start < values.length; start += bit << 1)
      for (let at = start; at < start + bit; at++) values[at + bit]! += values[at]!
  return values
}

type LinearOrder = { predictor: LinearPredictor; outputs: readonly number[]; background: Table; playerOf: Int32Array }

/** Mixtures of a linear model's rows: each player adds its own difference. */
export function linearGames({ predictor, outputs, background: { columns: background }, playerOf }: LinearOrder): GamesOfBlock {
  return ({ columns: data }) =>
    (row, other) => {
      const differ = [...playerOf.keys()].filter((j) => data[j]![row] !== background[j]![other])
      const players = [...new Set(differ.map((j) => playerOf[j]!))]
      if (players.length > MOST_PLAYERS) return null
      const raw = outputs.map((output) => {
        const weights = predictor.weights[output]!
        const worth = new Float64Array(1 << players.length)
        worth[0] = background.reduce((sum, column, j) => sum + weights[j]! * column[other]!, predictor.base[output]!)
        for (const j of differ) worth[1 << players.indexOf(playerOf[j]!)]! += weights[j]! * (data[j]![row]! - background[j]![other]!)
        return sumOverSubsets(worth)
      })
      return { players, raw }
    }
}

import type { CodedForest } from './coded-forest'
import { gaussLegendre } from './gauss-legendre'
import type { KernelCall } from './kernels'
import { BYTES, type Room } from './layout'
import type { Rows } from './order'
import { padded, STAGE } from './sizes'

/** Rows in the kernels' memory: where their codes and their margins lie, and where their sums go. */
export type Frame = { at: number; rows: number; codes: number; codeStride: number; sums: number; sumStride: number; margins: number }

/** Room for up to `rows` rows of so many bytes of codes and so many columns of sums. */
export function takeFrame(room: Room, rows: number, codeBytes: number, sumColumns: number): Frame {
  const length = padded(rows)
  const at = room.take(BYTES.frame)
  const sumStride = 8 * length + 64
  const codes = room.take(codeBytes * length + 64 * codeBytes)
  return { at, rows, codes, codeStride: 0, sums: room.take(sumStride * sumColumns), sumStride, margins: room.take(8 * length) }
}

/** Bytes of a row's codes. */
export const codeBytesOf = ({ wide, columns }: CodedForest): number => (wide ? 2 : 1) * columns.length

/** Makes the frame hold codes of this forest. */
export function useFrame(room: Room, frame: Frame, { wide }: CodedForest): void {
  frame.codeStride = (wide ? 2 : 1) * padded(frame.rows) + 64
  room.u32().set([frame.codes, frame.codeStride, wide ? 1 : 0, frame.sums, frame.sumStride], frame.at / 4)
}

/** Address of a list of the Gauss–Legendre rules' addresses, by points: 1 … `most`. */
export function writeRules(room: Room, most: number): number {
  const addresses = [0]
  for (let points = 1; points <= most; points++) {
    const at = room.take(16 * points)
    room.f64().set(gaussLegendre(points), at / 8)
    addresses.push(at)
  }
  const table = room.take(4 * addresses.length)
  room.u32().set(addresses, table / 4)
  return table
}

/** (p − 1)! q! / (p + q)! at [p][q] for p ≥ 1: the weight of a leaf that p players of the row and q of the background reach. */
export function writeWeights(room: Room, size: number): number {
  const at = room.take(8 * size * size)
  const weights = room.f64().subarray(at / 8, at / 8 + size * size)
  weights.fill(0)
  for (let p = 1; p < size; p++) {
    weights[p * size] = 1 / p
    for (let q = 1; q < size; q++) weights[p * size + q] = (weights[p * size + q - 1]! * q) / (p + q)
  }
  return at
}

/** Where the cuts of each column of a forest lie, filled up with NaN to 2^steps − 1. */
export type WrittenCuts = readonly { column: number; at: number; steps: number }[]

export function writeCuts(room: Room, forest: CodedForest): WrittenCuts {
  return forest.columns.map(({ column, cuts }) => {
    const steps = 32 - Math.clz32(cuts.length)
    const length = (1 << steps) - 1
    const at = room.take(8 * Math.max(1, length))
    const written = room.f64().subarray(at / 8, at / 8 + length)
    written.fill(NaN)
    written.set(cuts)
    return { column, at, steps }
  })
}

/** What turns rows from … to − 1 of the data into codes of the frame's rows offset …; rows that fill up the last 16 become missing. */
export type Encoding = {
  frame: Frame
  forest: CodedForest
  cuts: WrittenCuts
  stage: number
  data: Rows
  from: number
  to: number
  offset: number
}

/** Copies the rows to the stage; one task a column. */
export function encodeTasks(room: Room, { frame, forest, cuts, stage, data, from, to, offset }: Encoding): KernelCall[][] {
  const reals = room.f64()
  const end = padded(to - from)
  const { ensemble, wide } = forest
  return cuts.map(({ column, at, steps }, i) => {
    const values = stage + 8 * STAGE * i
    reals.set(data.columns[column]!.subarray(from, to), values / 8)
    reals.fill(NaN, values / 8 + to - from, values / 8 + end)
    const codes = frame.codes + frame.codeStride * i + (wide ? 2 : 1) * offset
    return [{ kernel: 'encode', args: [values, 0, end, at, steps, ensemble.float32 ? 1 : 0, wide ? 1 : 0, codes], scratch: false }]
  })
}

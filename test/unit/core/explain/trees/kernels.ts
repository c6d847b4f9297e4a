import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { treeKernels } from '../../../../../src/main/kernels/trees'

export const wasm = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../../../../../out/kernels/trees.wasm')))
export const kernels = treeKernels(wasm())

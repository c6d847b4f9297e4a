import type { KernelMemory } from './kernels'

/** Bytes of the records that kernels read: src/main/kernels/assembly/layout.ts. */
export const BYTES = { frame: 32, test: 16, product: 16, group: 96, leaf: 16, condition: 24, walk: 64, tree: 24 } as const

/** Room in the kernels' memory, taken from the bottom up and given back from the top down. */
export type Room = {
  /** Address of so many bytes, a multiple of 64. */
  take: (bytes: number) => number
  /** What is taken so far; `release` gives back all above a mark. */
  mark: () => number
  release: (mark: number) => void
  u8: () => Uint8Array
  u32: () => Uint32Array
  f64: () => Float64Array
}

const FIRST = 4096

export function roomIn(memory: KernelMemory): Room {
  let top = FIRST
  let views = viewsOf(memory.buffer())
  const fresh = (): typeof views => (views = views.u8.buffer === memory.buffer() ? views : viewsOf(memory.buffer()))
  return {
    take(bytes) {
      const at = top
      top = at + Math.ceil(bytes / 64) * 64
      memory.reserve(top)
      return at
    },
    mark: () => top,
    release: (mark) => void (top = mark),
    u8: () => fresh().u8,
    u32: () => fresh().u32,
    f64: () => fresh().f64
  }
}

const viewsOf = (buffer: ArrayBufferLike): { u8: Uint8Array; u32: Uint32Array; f64: Float64Array } => ({
  u8: new Uint8Array(buffer),
  u32: new Uint32Array(buffer),
  f64: new Float64Array(buffer)
})

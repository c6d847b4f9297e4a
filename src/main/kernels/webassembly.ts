/** What kernels need of WebAssembly, which ES2023's own library does not declare. */
export type Memory = { readonly buffer: SharedArrayBuffer; grow: (pages: number) => number }
/** A compiled module: code without memory, which threads can share. */
export type Module = { readonly compiled?: never }
type Instance = { readonly exports: Record<string, unknown> }

type WebAssemblyGlobal = {
  Memory: new (descriptor: { initial: number; maximum: number; shared: true }) => Memory
  Module: new (bytes: Uint8Array<ArrayBuffer>) => Module
  Instance: new (module: Module, imports: { env: { memory: Memory } }) => Instance
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly

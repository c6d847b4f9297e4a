/** The functions of src/main/kernels/assembly that work on addresses. */
export type KernelName = 'encode' | 'accumulate' | 'count' | 'build' | 'predict' | 'quadrature' | 'pairs' | 'moved'

/** One call: arguments are numbers and addresses; those that need scratch get its address as their last argument. */
export type KernelCall = { kernel: KernelName; args: readonly number[]; scratch: boolean }

/** Calls that one thread makes in this order. */
export type KernelTask = readonly KernelCall[]

/** Tasks that do not look at each other's results: any thread may do any of them. */
export type KernelPhase = {
  tasks: readonly KernelTask[]
  /** thread t's scratch begins at `scratch` + t × `scratchBytes` */
  scratch: number
  scratchBytes: number
  /** how much of the whole work is done after it, 0 … 1 */
  fraction: number
}

/** The memory that kernels work on; addresses are offsets in bytes. */
export type KernelMemory = {
  /** Makes it at least this large. Views made before still show what they showed. Throws a RangeError beyond 4 GiB or the machine's memory. */
  reserve: (bytes: number) => void
  buffer: () => ArrayBufferLike
}

/** Kernels on this thread. */
export type TreeKernels = KernelMemory & {
  /** Threads that share the scratch of a phase. */
  threads: 1
  run: (phase: KernelPhase) => void
}

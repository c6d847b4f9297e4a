import { open, rename, stat, truncate, unlink } from 'node:fs/promises'
import type { Syscalls } from '../ports/files'

const FLAGS = { create: 'wx', append: 'a', folder: 'r' } as const

export const nodeSyscalls: Syscalls = {
  async open(path, mode) {
    const handle = await open(path, FLAGS[mode])
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close()
    }
  },
  rename,
  unlink,
  truncate,
  sizeOf: (path) =>
    stat(path).then(
      ({ size }) => size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return 0
        throw error
      }
    )
}

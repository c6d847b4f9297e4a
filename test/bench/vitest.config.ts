import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Benches run one after the other, each with the machine to itself. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/bench/*.bench.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    pool: 'forks',
    fileParallelism: false,
    disableConsoleIntercept: true,
    reporters: ['dot'],
    execArgv: ['--expose-gc', '--max-old-space-size=6144']
  }
})

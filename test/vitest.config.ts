import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const deep = process.env['ASSAY_DEEP'] === '1'

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: deep ? ['test/**/*.deep.ts'] : ['test/**/*.test.ts'],
    testTimeout: deep ? 900_000 : 240_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: deep ? 1 : 2,
    reporters: ['default', ...['closing-line.ts', 'long-silence.ts'].map((name) => resolve(import.meta.dirname, name))]
  }
})

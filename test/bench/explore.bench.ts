import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

test('a threshold moved over 10 million rows', async () => {
  const outDir = join(root, 'node_modules/.cache/assay', `bench-explore-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/bench/explore.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } }
    },
    ssr: { noExternal: true }
  })
  expect(spawnSync(process.execPath, [join(outDir, 'bench.mjs')], { stdio: 'inherit' }).status).toBe(0)
})

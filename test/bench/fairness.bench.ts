import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/assay')
const venv = join(cache, 'venv-fairlearn')

/** The Python that has the peer, made once; null where it cannot be had. */
function python(): string | null {
  const path = join(venv, 'bin/python')
  try {
    if (!existsSync(path)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' })
    execFileSync(path, ['-m', 'pip', 'install', '--quiet', 'fairlearn', 'pandas', 'scikit-learn'], { stdio: 'ignore', timeout: 600_000 })
    return path
  } catch {
    return null
  }
}

test('fairness of 10 million rows over 31 crossings, against MetricFrame on one attribute', async () => {
  const outDir = join(cache, `bench-fairness-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/bench/fairness.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } }
    },
    ssr: { noExternal: true }
  })
  const peer = join(root, 'test/bench/peers/fairlearn_metricframe.py')
  const env = { ...process.env, PYTHON: process.env['PYTHON'] ?? python() ?? '', PEER: peer }
  expect(spawnSync(process.execPath, [join(outDir, 'bench.mjs')], { stdio: 'inherit', env }).status).toBe(0)
})

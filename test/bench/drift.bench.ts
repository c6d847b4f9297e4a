import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/assay')
const venv = join(cache, 'venv-drift')

/** The Python that has the peers, made once; null where it cannot be had. Evidently 0.7.23 does not load with pandas 3. */
function python(): string | null {
  const path = join(venv, 'bin/python')
  try {
    if (!existsSync(path)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' })
    execFileSync(path, ['-m', 'pip', 'install', '--quiet', 'evidently', 'pandas<3', 'scipy'], { stdio: 'ignore', timeout: 900_000 })
    return path
  } catch {
    return null
  }
}

test('drift against scipy and Evidently', async () => {
  const outDir = join(cache, `bench-drift-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/bench/drift.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } }
    },
    ssr: { noExternal: true }
  })
  const env = { ...process.env, PYTHON: process.env['PYTHON'] ?? python() ?? '', PEER: join(root, 'test/bench/peers/drift_peers.py') }
  expect(spawnSync(process.execPath, [join(outDir, 'bench.mjs')], { stdio: 'inherit', env }).status).toBe(0)
})

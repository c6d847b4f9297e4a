import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/assay')
const folder = process.env['IMPORTANCE_FOLDER'] ?? join(cache, 'importance')
const script = join(root, 'test/bench/peers/permutation_importance.py')

/** A Python that has these packages, made once; null where it cannot be had. */
function python(venv: string, packages: readonly string[]): string | null {
  const path = join(cache, venv, 'bin/python')
  try {
    if (!existsSync(path)) execFileSync('python3', ['-m', 'venv', join(cache, venv)], { stdio: 'ignore' })
    execFileSync(path, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'ignore', timeout: 900_000 })
    return path
  } catch {
    return null
  }
}

test('permutation importance against scikit-learn', async (context) => {
  const peer = process.env['PYTHON'] ?? python('venv-importance', ['xgboost', 'scikit-learn'])
  if (peer === null) return context.skip('needs Python with scikit-learn and xgboost')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'X.f32'))) execFileSync(peer, [script, 'train', folder], { stdio: 'inherit' })
  const outDir = join(cache, `bench-importance-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/bench/importance.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } }
    },
    ssr: { noExternal: true }
  })
  const env = { ...process.env, PYTHON: peer, ROOT: root, FOLDER: folder }
  expect(spawnSync(process.execPath, [join(outDir, 'bench.mjs')], { stdio: 'inherit', env }).status).toBe(0)
})

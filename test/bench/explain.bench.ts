import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cache, peerScript, pythonWith, root } from './peer'
import { runProgram } from './program'

const folder = process.env['EXPLAIN_FOLDER'] ?? join(cache, 'explain')

test('tree explanations against xgboost and shap', async (context) => {
  const old = process.env['PYTHON17'] ?? pythonWith('venv-explain-17', ['xgboost==1.7.6', 'numpy<2', 'scipy'])
  const current = process.env['PYTHON'] ?? pythonWith('venv-explain', ['xgboost', 'shap'])
  if (old === null || current === null) return context.skip('needs Python with xgboost 1.7.6, and with the current xgboost and shap')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'X.f32'))) execFileSync(old, [peerScript('tree_shap'), 'train', folder], { stdio: 'inherit' })
  expect(await runProgram('explain', { PYTHON: current, PYTHON17: old, ROOT: root, FOLDER: folder })).toBe(0)
})

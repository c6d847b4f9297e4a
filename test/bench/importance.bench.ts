import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cache, peerScript, pythonWith, root } from './peer'
import { runProgram } from './program'

const folder = process.env['IMPORTANCE_FOLDER'] ?? join(cache, 'importance')

test('permutation importance against scikit-learn', async (context) => {
  const peer = process.env['PYTHON'] ?? pythonWith('venv-importance', ['xgboost', 'scikit-learn'])
  if (peer === null) return context.skip('needs Python with scikit-learn and xgboost')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'X.f32'))) execFileSync(peer, [peerScript('permutation_importance'), 'train', folder], { stdio: 'inherit' })
  expect(await runProgram('importance', { PYTHON: peer, ROOT: root, FOLDER: folder })).toBe(0)
})

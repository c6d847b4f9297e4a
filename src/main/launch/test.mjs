// Sets up, checks types and rules, runs the tests; with --deep the full counts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { lint } from './lint.mjs'
import { root, setUp } from './setup.mjs'

setUp()
const deep = process.argv.includes('--deep')
if (!deep) lint()
const rest = process.argv.slice(2).filter((arg) => arg !== '--deep')
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '-c', 'test/vitest.config.ts', ...rest],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(deep ? { ASSAY_DEEP: '1' } : {}) }
  }
)
process.exit(status ?? 1)

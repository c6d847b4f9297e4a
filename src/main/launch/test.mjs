// Sets up, checks types and rules, runs the tests, then the shortest way through the window; with --deep the full counts and every scenario.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { endToEnd } from './e2e.mjs'
import { lint } from './lint.mjs'
import { root, setUp } from './setup.mjs'

setUp()
const deep = process.argv.includes('--deep')
if (!deep && !(await lint())) process.exit(1)
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
// Given names of tests, only those are run.
const windows = rest.length === 0 ? endToEnd({ smoke: !deep }) : 0
process.exit((status ?? 1) || windows)

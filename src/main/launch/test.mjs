// Sets up and runs the tests, with the checks of types and rules in what they leave of the machine, then the shortest way through the window; with --deep
// the full counts and every scenario.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { lint } from './lint.mjs'
import { root, setUp } from './setup.mjs'

/** The exit code of a script of this project; 1 where a signal ended it. */
const run = (script, args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('close', (status) => resolve(status ?? 1))
  })

setUp()
const deep = process.argv.includes('--deep')
const rest = process.argv.slice(2).filter((arg) => arg !== '--deep')
const checks = deep ? true : lint({ aside: true })
const tests = await run('node_modules/vitest/vitest.mjs', ['run', '-c', 'test/vitest.config.ts', ...rest], deep ? { ASSAY_DEEP: '1' } : {})
// Given names of tests, only those are run.
const windows = rest.length > 0 ? 0 : await run('src/main/launch/e2e.mjs', deep ? [] : ['--smoke'])
const clean = await checks
if (!clean) process.stderr.write('Types, rules or formatting have faults: see above, or run npm run lint.\n')
process.exit(tests || windows || (clean ? 0 : 1))

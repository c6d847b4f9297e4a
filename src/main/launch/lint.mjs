// Types, lint rules, formatting: all at error level, two checks at a time.
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

const CHECKS = [
  ['eslint/bin/eslint.js', '-c', 'test/eslint.config.js', 'src', 'electron.vite.config.ts', '--max-warnings', '0'],
  ['eslint/bin/eslint.js', '-c', 'test/eslint.config.js', 'test', '--max-warnings', '0'],
  ['typescript7/bin/tsc', '-p', 'src/main/core/tsconfig.json'],
  ['typescript7/bin/tsc', '-p', 'src/main/tsconfig.json'],
  ['typescript7/bin/tsc', '-p', 'src/renderer/tsconfig.json'],
  ['typescript7/bin/tsc', '-p', 'test/tsconfig.json'],
  ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', 'src', 'test', '*.ts']
]
const AT_ONCE = 2

const run = ([tool, ...args], aside) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: root, stdio: 'inherit' })
    if (aside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    child.on('close', (status) => {
      if (status !== 0) process.stderr.write(`${tool} ${args.join(' ')} found faults.\n`)
      resolve(status === 0)
    })
  })

/** Whether all checks passed; every fault is printed. `aside`: other work goes before. */
export async function lint({ aside = false } = {}) {
  const waiting = [...CHECKS]
  let passed = true
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) passed = (await run(check, aside)) && passed
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return passed
}

if (process.argv[1]?.endsWith('lint.mjs')) {
  setUp()
  process.exit((await lint()) ? 0 : 1)
}

// Types, lint rules, formatting: all at error level.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

const CHECKS = [
  ['typescript/bin/tsc', '-p', 'src/main/core/tsconfig.json'],
  ['typescript/bin/tsc', '-p', 'src/main/tsconfig.json'],
  ['typescript/bin/tsc', '-p', 'src/renderer/tsconfig.json'],
  ['typescript/bin/tsc', '-p', 'test/tsconfig.json'],
  ['eslint/bin/eslint.js', '-c', 'test/eslint.config.js', 'src', 'test', '--max-warnings', '0'],
  ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', 'src', 'test', '*.ts']
]

export function lint() {
  for (const [tool, ...args] of CHECKS) {
    const { status } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: root, stdio: 'inherit' })
    if (status !== 0) {
      process.stderr.write(`${tool} ${args.join(' ')} found faults.\n`)
      process.exit(1)
    }
  }
}

if (process.argv[1]?.endsWith('lint.mjs')) {
  setUp()
  lint()
}

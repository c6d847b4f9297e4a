import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/** A copy of the sources: nobody else meets what is planted. */
const copy = mkdtempSync(join(tmpdir(), 'assay-walls-'))

type Cruise = { summary: { totalCruised: number; error: number; violations: { rule: { name: string }; from: string; to: string }[] } }

function cruise(): Cruise['summary'] {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { stdout } = spawnSync(process.execPath, [tool, 'src', '--config', 'test/walls.cjs', '--output-type', 'json'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 1 << 28
  })
  return (JSON.parse(stdout) as Cruise).summary
}

function plant(room: string, text: string): void {
  const file = join(copy, room, 'planted-here/planted.ts')
  mkdirSync(dirname(file))
  writeFileSync(file, text)
}

const isPlanted = ({ from }: { from: string }): boolean => from.includes('planted-')
let found: Cruise['summary']

beforeAll(() => {
  for (const name of ['src', 'test/walls.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  plant('src/shared', "import 'node:fs'\n")
  plant('src/main/core/stats', "import '../../../store/store'\nimport 'node:fs'\n")
  plant('src/main/core/findings', "import { assessFairness } from '../../fairness/assess-fairness'\nvoid assessFairness\n")
  plant('src/renderer', "import { createStore } from '../../main/store/store'\nimport 'node:fs'\nvoid createStore\n")
  plant('src/main/kernels', "import { createStore } from '../../store/store'\nvoid createStore\n")
  plant('src/main/services', "import 'node:fs'\nimport { createStore } from '../../store/store'\nvoid createStore\n")
  plant('src/main/host/cli', "import { createStore } from '../../../store/store'\nimport 'electron'\nvoid createStore\n")
  plant(
    'src/main/store',
    "import { runAudit } from '../../services/run-audit'\nimport { writeAtomic } from '../../files/atomic-write'\nvoid runAudit\nvoid writeAtomic\n"
  )
  found = cruise()
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('no room imports what it may not, and there are no cycles', () => {
  expect(found.totalCruised).toBeGreaterThan(150)
  const own = found.violations.filter((one) => !isPlanted(one))
  expect(own.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
})

test('violations planted in every room are caught', () => {
  const caught = new Set(found.violations.filter(isPlanted).map(({ rule, from }) => `${rule.name} ${from.replace('planted-here', '*')}`))
  expect([...caught].sort()).toEqual([
    'adapters src/main/store/*/planted.ts',
    'adapters-apart src/main/store/*/planted.ts',
    'core src/main/core/stats/*/planted.ts',
    'core-rooms-apart src/main/core/findings/*/planted.ts',
    'electron-only-in-its-host src/main/host/cli/*/planted.ts',
    'hosts src/main/host/cli/*/planted.ts',
    'kernels src/main/kernels/*/planted.ts',
    'renderer src/renderer/*/planted.ts',
    'renderer-no-node src/renderer/*/planted.ts',
    'services src/main/services/*/planted.ts',
    'shared src/shared/*/planted.ts'
  ])
})

// Prints ratios to peers, interleaved in one run, with versions. `npm run bench -- audit` runs the benches whose name holds "audit".
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const wanted = process.argv[2] ?? ''
const benches = readdirSync(join(root, 'test/bench')).filter((name) => name.endsWith('.bench.ts') && name.includes(wanted))
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(2)}\n`
)
for (const name of benches) {
  process.stdout.write(`\n${name.replace('.bench.ts', '')}\n`)
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '-c', 'test/bench/vitest.config.ts', `test/bench/${name}`],
    { cwd: root, stdio: 'inherit' }
  )
  if (status !== 0) process.exitCode = 1
}

// Sets up, makes the sample project where there is none yet, and shows what it holds.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const project = join(root, 'assay-project')
const sample = join(project, 'sample')

function assay(...args) {
  const { status } = spawnSync(process.execPath, [join(root, 'out/main/cli.cjs'), '--project', project, ...args], {
    cwd: root,
    stdio: 'inherit'
  })
  return status ?? 4
}

if (!existsSync(join(project, 'ledger.jsonl'))) {
  const status = assay('sample', sample) || assay('audit', join(sample, 'plan.yaml'))
  if (status > 2) process.exit(status)
}
process.exit(assay('reports'))

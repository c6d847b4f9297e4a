// The main job, from nothing: sample → audit → signature → verification → re-performance, each by the command a user would type.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const folder = join(root, 'assay-demo')
rmSync(folder, { recursive: true, force: true })
const env = { ...process.env, ASSAY_KEYS: join(folder, 'keys'), ASSAY_PASSPHRASE: randomBytes(18).toString('base64url') }

function assay(args, { accept = [0], show = true } = {}) {
  process.stdout.write(`\n$ assay ${args.map((arg) => (/[\s"]/.test(arg) ? `"${arg}"` : arg)).join(' ')}\n`)
  const result = spawnSync(process.execPath, [join(root, 'out/main/cli.cjs'), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit']
  })
  if (show) process.stdout.write(result.stdout)
  if (!accept.includes(result.status)) {
    process.stdout.write(`The demo stopped here: exit code ${result.status}.\n`)
    process.exit(4)
  }
  return result.stdout
}

const at = (...path) => join('assay-demo', ...path)
assay(['sample', at('data')])
assay(['keys', 'create', 'Demo organisation'])
assay(['keys', 'create', 'Demo auditor (throw-away key)'])
assay([
  'keys',
  'trust',
  at('trust.json'),
  'Demo auditor (throw-away key)',
  '--root',
  'Demo organisation',
  '--organisation',
  'Demo organisation'
])
// The sample has a planted bias, so a primary criterion fails: exit code 1 is what an auditor expects of it.
assay(['--project', at('project'), 'audit', at('data', 'plan.yaml'), '--sign', 'Demo auditor (throw-away key)'], { accept: [1] })
const listed = JSON.parse(assay(['--json', '--project', at('project'), 'reports'], { show: false }))
const pdf = listed.reports[0].pdf
assay(['verify', pdf, '--trust', at('trust.json')])
assay(['reperform', pdf, at('data', 'reference.csv'), at('data', 'current.csv'), at('data', 'scorecard.yaml')])
process.stdout.write(`\nThe signed report: ${pdf}\n`)

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronBinary, expect, root, test } from '../../support/hosts'

/** JSON and pages of the sample's report, by the program that `binary` is. */
function reportBy(binary: string, folder: string): Buffer[] {
  const project = join(folder, 'project')
  const assay = (...args: string[]): number | null =>
    spawnSync(binary, [join(root, 'out/main/cli.cjs'), '--keys', join(folder, 'keys'), '--project', project, ...args], {
      stdio: 'ignore',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    }).status
  expect(assay('sample', join(folder, 'data'))).toBe(0)
  expect(assay('audit', join(folder, 'data', 'plan.yaml'), '--at', '2026-11-01T12:00:00Z')).toBe(1)
  const [report = ''] = readdirSync(join(project, 'reports'))
  return ['report.json', 'report.pdf'].map((name) => readFileSync(join(project, 'reports', report, name)))
}

test('Electron writes the same JSON and the same pages as Node', () => {
  const folders = ['electron', 'node'].map((name) => mkdtempSync(join(tmpdir(), `assay-bytes-${name}-`)))
  const [theirs = [], ours = []] = [electronBinary(), process.execPath].map((binary, at) => reportBy(binary, folders[at] ?? ''))
  for (const at of [0, 1]) expect(theirs[at]?.equals(ours[at] ?? Buffer.alloc(0))).toBe(true)
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

// Makes README's pictures again: of the demo's report (needs pdftoppm, poppler-utils) and of every page of the window (needs a Chromium).
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { windowScreens } from './screens-window.mjs'
import { root } from './setup.mjs'

const out = join(root, 'docs/screens')
mkdirSync(out, { recursive: true })
spawnSync(process.execPath, [join(root, 'src/main/launch/demo.mjs')], { cwd: root, stdio: 'inherit' })
const { reports } = JSON.parse(
  execFileSync(process.execPath, [join(root, 'out/main/cli.cjs'), '--json', '--project', join(root, 'assay-demo/project'), 'reports'], {
    encoding: 'utf8'
  })
)
const pdf = reports[0].pdf

function pageWith(text) {
  const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore']
  }).split('\f')
  return pages.findIndex((page) => page.includes(text)) + 1
}

for (const [name, page] of [
  ['report-cover', 1],
  ['report-results', pageWith('Selection rate ratio by race, against')],
  ['report-findings', pageWith('Findings, gravest first')]
]) {
  execFileSync('pdftoppm', ['-r', '80', '-png', '-singlefile', '-f', String(page), '-l', String(page), pdf, join(out, name)], {
    stdio: 'ignore'
  })
}

await windowScreens(out)

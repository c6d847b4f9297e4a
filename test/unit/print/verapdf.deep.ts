import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { signerNamed, specimen, typesetter } from '../../fixtures/evidence/signing'

const MINUTES = 60_000
const folder = mkdtempSync(join(tmpdir(), 'verapdf-'))
const classPath = fetched()
afterAll(() => rmSync(folder, { recursive: true }))

/** veraPDF from Maven Central, or null where Java, Maven or the network are missing. ASSAY_VERAPDF may name a class path instead. */
function fetched(): string | null {
  const given = process.env['ASSAY_VERAPDF']
  if (given) return given
  if (spawnSync('java', ['-version']).status !== 0) return null
  const pom = resolve(import.meta.dirname, '../../fixtures/evidence/verapdf/pom.xml')
  const file = join(folder, 'classpath')
  const args = [
    '-B',
    '-q',
    '-f',
    pom,
    'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath',
    `-Dmdep.outputFile=${file}`
  ]
  return spawnSync('mvn', args, { timeout: 5 * MINUTES }).status === 0 ? readFileSync(file, 'utf8') : null
}

function compliant(pdf: Uint8Array): boolean {
  const file = join(folder, 'report.pdf')
  writeFileSync(file, pdf)
  const said = spawnSync('java', ['-cp', classPath ?? '', 'org.verapdf.apps.GreenfieldCliWrapper', '-f', '3a', file], {
    encoding: 'utf8'
  }).stdout
  return said.includes('isCompliant="true"')
}

describe.skipIf(classPath === null)('veraPDF (skipped: no Java, Maven or network)', () => {
  it('accepts the signed file as PDF/A-3a, and not one with a broken promise', async () => {
    const { pdf } = await specimen(await typesetter(), [await signerNamed('Ada')])
    expect(compliant(pdf)).toBe(true)
    const broken = Buffer.from(
      Buffer.from(pdf).toString('latin1').replace('/Marked true', '/Marked fals').replace('/F 132', '/F 2  '),
      'latin1'
    )
    expect(compliant(broken)).toBe(false)
    expect(
      execFileSync('java', ['-cp', classPath ?? '', 'org.verapdf.apps.GreenfieldCliWrapper', '--version'], { encoding: 'utf8' })
    ).toContain('veraPDF')
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPrivateKey } from '../../../src/main/keys/private-key'
import { pem } from '../../../src/main/keys/x509'
import { accepts, flipped, numbers } from '../../fault/attacks'
import { signerNamed, specimen, typesetter, type Specimen } from '../../fixtures/evidence/signing'

const verifier = resolve(import.meta.dirname, '../../../resources/verifier/assay_verify.py')
const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const hasPdfsig = works('which', 'pdfsig')
const hasOpenssl = works('openssl', 'version')
const hasPython = works('python3', '-c', 'import cryptography')
const folder = mkdtempSync(join(tmpdir(), 'independent-'))
const made: [string, Specimen][] = []

beforeAll(async () => {
  const printer = await typesetter()
  const rsa = readPrivateKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'der', type: 'pkcs8' }))
  made.push(['P-256', await specimen(printer, [await signerNamed('Ada'), await signerNamed('Ben')])])
  made.push(['RSA', await specimen(printer, [await signerNamed('Ada'), await signerNamed('Rosa', rsa)])])
  made.forEach(([name, { pdf }]) => writeFileSync(join(folder, `${name}.pdf`), pdf))
})
afterAll(() => rmSync(folder, { recursive: true }))

const python = (pdf: Uint8Array) => {
  writeFileSync(join(folder, 'python.pdf'), pdf)
  return spawnSync('python3', [verifier, join(folder, 'python.pdf')], { encoding: 'utf8' })
}

/** The CMS and the bytes it signs, cut out as any other program would: by /ByteRange. */
function cut(pdf: Uint8Array): { cms: Buffer; content: Buffer } {
  const bytes = Buffer.from(pdf)
  const [, a, b, c] = /\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]/.exec(bytes.toString('latin1'))?.map(Number) ?? []
  const hex = bytes.toString('latin1', (a ?? 0) + 1, (b ?? 0) - 1)
  const length = 4 + parseInt(hex.slice(4, 8), 16)
  return {
    cms: Buffer.from(hex, 'hex').subarray(0, length),
    content: Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, (b ?? 0) + (c ?? 0))])
  }
}

describe('programs that share no code with Assay', () => {
  it('Assay itself accepts both', async () => {
    for (const [, one] of made) expect(await accepts(one.pdf, one.rebuild)).toBe(true)
  })

  it.skipIf(!hasPdfsig)('pdfsig: valid, total document signed (skipped: pdfsig not installed)', () => {
    for (const [name] of made) {
      const said = execFileSync('pdfsig', [join(folder, `${name}.pdf`)], { encoding: 'utf8' })
      for (const part of ['Signature is Valid', 'Total document signed', 'ETSI.CAdES.detached']) expect(said).toContain(part)
    }
  })

  it.skipIf(!hasOpenssl)(
    'openssl cms -verify -cades accepts the signature, and not over other bytes (skipped: openssl not installed)',
    () => {
      for (const [, { pdf, last }] of made) {
        const { cms, content } = cut(pdf)
        writeFileSync(join(folder, 's.der'), cms)
        writeFileSync(join(folder, 'content'), content)
        writeFileSync(join(folder, 'c.pem'), pem('CERTIFICATE', last.certificateDer))
        const args = [
          'cms',
          '-verify',
          '-binary',
          '-cades',
          '-inform',
          'DER',
          '-in',
          's.der',
          '-content',
          'content',
          '-CAfile',
          'c.pem',
          '-purpose',
          'any',
          '-partial_chain',
          '-attime',
          '1795428000',
          '-out',
          'out'
        ]
        expect(spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' }).stderr).toContain('successful')
        writeFileSync(join(folder, 'content'), flipped(content, 4000))
        expect(spawnSync('openssl', args, { cwd: folder }).status).not.toBe(0)
      }
    }
  )

  it.skipIf(!hasPython)(
    'the Python verifier accepts them and refuses altered ones (skipped: python3 with cryptography not installed)',
    () => {
      for (const [, { pdf, report }] of made) {
        const { status, stdout } = python(pdf)
        expect(status).toBe(0)
        expect(stdout).toContain(execDigest(report))
        const below = numbers(5)
        const altered = [
          Buffer.concat([pdf, Buffer.from('\n')]),
          pdf.subarray(0, pdf.length - 1),
          ...Array.from({ length: 8 }, () => flipped(pdf, below(pdf.length * 8)))
        ]
        for (const one of altered) expect(python(one).status).toBe(1)
      }
    }
  )

  it.skipIf(!hasPython)('the Python verifier is small enough to be read', () => {
    expect(readFileSync(verifier, 'utf8').split('\n').length).toBeLessThan(180)
  })
})

const execDigest = (bytes: Uint8Array): string =>
  execFileSync('python3', ['-c', 'import sys,hashlib;print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest(),end="")'], {
    input: bytes,
    encoding: 'utf8'
  })

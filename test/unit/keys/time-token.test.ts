import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timeOfToken } from '../../../src/main/keys/time-token'
import { flipped } from '../../fault/attacks'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'tsa-'))
afterAll(() => rmSync(folder, { recursive: true }))
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
const message = Buffer.from('a sign-off')

const CONFIG = `
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`

function authority(name: string, newkey: string[]): Uint8Array {
  openssl(
    'req',
    '-x509',
    ...newkey,
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-subj',
    `/CN=${name}`,
    '-days',
    '30',
    '-addext',
    'extendedKeyUsage=critical,timeStamping'
  )
  return new Uint8Array(new X509Certificate(readFileSync(join(folder, `${name}.pem`))).raw)
}

function stamp(name: string, hash: string, certificates: string[], token: string[] = []): Uint8Array {
  openssl('ts', '-query', '-data', 'message', `-${hash}`, ...certificates, '-out', 'q.tsq')
  openssl(
    'ts',
    '-reply',
    '-config',
    'tsa.cnf',
    '-queryfile',
    'q.tsq',
    '-inkey',
    `${name}.key`,
    '-signer',
    `${name}.pem`,
    '-out',
    'r.tsr',
    ...token
  )
  return new Uint8Array(readFileSync(join(folder, 'r.tsr')))
}

describe.skipIf(!hasOpenssl)('a time-stamp token of openssl (skipped: openssl not installed)', () => {
  let rsa: Uint8Array
  let ec: Uint8Array
  beforeAll(() => {
    writeFileSync(join(folder, 'tsa.cnf'), CONFIG)
    writeFileSync(join(folder, 'serial'), '01')
    writeFileSync(join(folder, 'message'), message)
    rsa = authority('rsa', ['-newkey', 'rsa:2048'])
    ec = authority('ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'])
  })

  it('gives its time, as response or bare, with or without certificate, RSA or ECDSA', () => {
    const now = Date.now()
    for (const time of [
      timeOfToken(stamp('rsa', 'sha256', ['-cert']), message, rsa),
      timeOfToken(stamp('ec', 'sha512', []), message, ec),
      timeOfToken(stamp('ec', 'sha256', ['-cert'], ['-token_out']), message, ec)
    ])
      expect(Math.abs(Date.parse(time) - now)).toBeLessThan(60_000)
  })

  it('proves nothing of other bytes, by another authority, or after a flip of what matters', () => {
    const token = stamp('ec', 'sha256', [], ['-token_out'])
    const refused = { code: 'evidence/time-proof-invalid' }
    expect(() => timeOfToken(token, Buffer.from('another'), ec)).toThrow(expect.objectContaining(refused))
    expect(() => timeOfToken(token, message, rsa)).toThrow(expect.objectContaining(refused))
    expect(() => timeOfToken(token.subarray(0, 100), message, ec)).toThrow(expect.objectContaining(refused))
    const time = timeOfToken(token, message, ec)
    const changed = Array.from({ length: token.length }, (_, at) => at * 8 + (at % 8)).filter((bit) => {
      try {
        return timeOfToken(flipped(token, bit), message, ec) !== time
      } catch {
        return false
      }
    })
    expect(changed).toEqual([])
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { checkSignature, readPublicKey } from '../../../src/main/core/evidence/signature'
import { createKeyStore } from '../../../src/main/keys/key-store'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const folders: string[] = []
const AT = new Date('2026-11-23T10:00:00Z')
const WORDS = 'correct horse battery'
let folder: string
const store = () => createKeyStore(join(folder, 'keys'), { scryptN: 1 << 14 })
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'))
  folders.push(folder)
})
afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true })))

describe('an identity made here', () => {
  it('signs what node and openssl accept, under the claims it was given', async () => {
    const made = await store().create({ name: 'Ada Lovelace', organisation: 'Analytical Ltd', email: 'ada@example.org' }, WORDS, AT)
    const certificate = new X509Certificate(made.certificate)
    expect(certificate.subject).toBe('O=Analytical Ltd\nCN=Ada Lovelace\nemailAddress=ada@example.org')
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.validTo).toBe('Nov 23 00:00:00 2036 GMT')
    const signer = await store().unlock('Ada Lovelace', WORDS)
    const message = Buffer.from('message')
    const signature = await signer.sign(message)
    expect(verify('sha256', message, certificate.publicKey, signature)).toBe(true)
    const spki = createPublicKey(certificate.publicKey.export({ format: 'pem', type: 'spki' })).export({ format: 'der', type: 'spki' })
    const key = readPublicKey(new Uint8Array(spki))
    expect(key && checkSignature(key, message, signature)).toBe(true)
  })

  it.skipIf(!hasOpenssl)('has a certificate and a request that openssl accepts (skipped: openssl not installed)', async () => {
    await store().create({ name: 'Ada', email: 'ada@example.org' }, WORDS, AT)
    writeFileSync(join(folder, 'c.pem'), await store().certificatePem('Ada'))
    writeFileSync(join(folder, 'r.pem'), await store().requestPem('Ada', WORDS))
    expect(
      openssl('verify', '-CAfile', 'c.pem', '-attime', String(AT.getTime() / 1000 + 60), '-x509_strict', '-check_ss_sig', 'c.pem')
    ).toContain('c.pem: OK')
    expect(openssl('req', '-in', 'r.pem', '-noout', '-verify', '-subject')).toContain('CN = Ada')
  })

  it('is found by name or by the beginning of its fingerprint, listed, and removed', async () => {
    const ada = await store().create({ name: 'Ada' }, WORDS, AT)
    const ben = await store().create({ name: 'Ben' }, WORDS, AT)
    expect((await store().list()).map(({ keyId }) => keyId)).toEqual([ada.keyId, ben.keyId].sort())
    expect((await store().find(ada.keyId.slice(0, 8).toUpperCase())).name).toBe('Ada')
    expect((await store().find(`${ben.keyId.slice(0, 4)} ${ben.keyId.slice(4, 8)}`)).name).toBe('Ben')
    await store().create({ name: 'Ada' }, WORDS, AT)
    await expect(store().find('Ada')).rejects.toMatchObject({ code: 'keys/ambiguous' })
    await store().remove(ben.keyId)
    await expect(store().find('Ben')).rejects.toMatchObject({ code: 'keys/missing' })
  })

  it('refuses short passphrases and names that a certificate cannot hold', async () => {
    await expect(store().create({ name: 'Ada' }, 'short', AT)).rejects.toMatchObject({ code: 'keys/weak-passphrase' })
    await expect(store().create({ name: 'a'.repeat(65) }, WORDS, AT)).rejects.toMatchObject({ code: 'keys/bad-name' })
  })
})

describe('a key file', () => {
  it('opens by its passphrase alone, is private, and never holds the key in the clear', async () => {
    const { keyId } = await store().create({ name: 'Ada' }, WORDS, AT)
    await expect(store().unlock(keyId, `${WORDS}!`)).rejects.toMatchObject({ code: 'keys/wrong-passphrase' })
    const [name = ''] = readdirSync(join(folder, 'keys'))
    expect(statSync(join(folder, 'keys', name)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    const header = (JSON.parse(readFileSync(join(folder, 'keys', name), 'utf8')) as { header: { kdf: object } }).header
    expect(header.kdf).toMatchObject({ name: 'scrypt', r: 8, p: 1 })
  })

  it('is refused after any change of one byte', async () => {
    await store().create({ name: 'Ada' }, WORDS, AT)
    const [name = ''] = readdirSync(join(folder, 'keys'))
    const path = join(folder, 'keys', name)
    const bytes = readFileSync(path)
    const before = (await store().list())[0]
    let opened = 0
    for (let at = 0; at < bytes.length; at += 23) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(path, changed)
      await store()
        .unlock(before?.keyId ?? '', WORDS)
        .then(
          () => opened++,
          () => undefined
        )
    }
    expect(opened).toBe(0)
  })

  it('uses scrypt with N = 2^17 unless a test lowers it', async () => {
    await createKeyStore(join(folder, 'keys')).create({ name: 'Ada' }, WORDS, AT)
    const [name = ''] = readdirSync(join(folder, 'keys'))
    expect(readFileSync(join(folder, 'keys', name), 'utf8')).toContain('"N":131072')
  })
})

describe.skipIf(!hasOpenssl)('PKCS#12 (skipped: openssl not installed)', () => {
  const make = (keyArgs: string[], exportArgs: string[], subject = '/O=Org/CN=Imported') => {
    openssl('req', '-x509', '-newkey', ...keyArgs, '-nodes', '-keyout', 'k.pem', '-out', 'c.pem', '-subj', subject, '-days', '30')
    openssl('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', 'k.p12', '-passout', 'pass:pässword', ...exportArgs)
    return readFileSync(join(folder, 'k.p12'))
  }
  const P256 = ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const load = (bytes: Uint8Array, words = 'pässword') => store().importPkcs12('k.p12', bytes, words, WORDS, AT)

  it.each([
    ['P-256', P256, [], 'ecdsa-p256-sha256'],
    ['RSA 2048', ['rsa:2048'], ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512'], 'rsa-pkcs1-sha256'],
    ['RSA 3072', ['rsa:3072'], ['-iter', '5000'], 'rsa-pkcs1-sha256']
  ])('%s comes in and signs', async (_, keyArgs, exportArgs, algorithm) => {
    const imported = await load(make(keyArgs, exportArgs))
    expect(imported).toMatchObject({ name: 'Imported', organisation: 'Org', algorithm })
    const signer = await store().unlock(imported.keyId, WORDS)
    const certificate = new X509Certificate(imported.certificate)
    expect(verify('sha256', Buffer.from('m'), certificate.publicKey, await signer.sign(Buffer.from('m')))).toBe(true)
    writeFileSync(join(folder, 'r.pem'), await store().requestPem(imported.keyId, WORDS))
    expect(openssl('req', '-in', 'r.pem', '-noout', '-verify', '-subject')).toContain('Imported')
  })

  it.each([
    ['3DES', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'], 'keys/pkcs12-old'],
    ['a SHA-1 MAC', ['-macalg', 'sha1'], 'keys/pkcs12-old'],
    ['no MAC', ['-nomac'], 'keys/pkcs12-unreadable'],
    ['no certificate', ['-nocerts'], 'keys/pkcs12-unreadable']
  ])('%s is refused', async (_, exportArgs, code) => {
    await expect(load(make(P256, exportArgs))).rejects.toMatchObject({ code })
  })

  it('older files are converted by the very line that the error gives', async () => {
    const old = make(P256, ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'])
    const message = await load(old).then(
      () => '',
      (error: Error) => error.message
    )
    const commands = /convert it with: (.*) \(then/.exec(message)?.[1]?.split(' && ') ?? []
    expect(commands).toHaveLength(2)
    openssl(...(commands[0] ?? '').split(' ').slice(1), '-passin', 'pass:pässword')
    openssl(...(commands[1] ?? '').split(' ').slice(1), '-passout', 'pass:pässword')
    expect(await load(readFileSync(join(folder, 'new.p12')))).toMatchObject({ name: 'Imported' })
  })

  it('a wrong passphrase, other curves, small keys and torn files have codes of their own', async () => {
    const good = make(P256, [])
    await expect(load(good, 'wrong')).rejects.toMatchObject({ code: 'keys/wrong-passphrase' })
    const otherSalt = Buffer.from(good)
    otherSalt[good.length - 5] = (good[good.length - 5] ?? 0) ^ 1
    await expect(load(otherSalt)).rejects.toMatchObject({ code: 'keys/wrong-passphrase' })
    await expect(load(good.subarray(0, 300))).rejects.toMatchObject({ code: 'keys/pkcs12-unreadable' })
    await expect(load(make(['ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1'], []))).rejects.toMatchObject({ code: 'keys/unsupported' })
    await expect(load(make(['rsa:1024'], []))).rejects.toMatchObject({ code: 'keys/unsupported' })
  })

  it('the same key twice is refused', async () => {
    const good = make(P256, [])
    await load(good)
    await expect(load(good)).rejects.toMatchObject({ code: 'keys/exists' })
  })
})

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveLoopback, type Loopback } from '../../src/main/host/loopback/server'

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

let folder: string
let staging: string
let loopback: Loopback
let origin: string
let host: string
let called: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-loopback-'))
  staging = join(folder, 'staging')
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'page', 'assets', 'a.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  called = 0
  loopback = await serveLoopback({
    page: join(folder, 'page'),
    staging,
    mostUploadBytes: 1000,
    rpc: (_request, response) => {
      called += 1
      response.end('{}')
      return Promise.resolve(true)
    }
  })
  origin = loopback.link().replace(/\/#.*/, '')
  host = origin.slice(7)
})

afterAll(async () => {
  await loopback.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Plain HTTP, so that every header can be forged and no path is tidied up. */
function ask(method: string, path: string, headers: OutgoingHttpHeaders = {}, body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: Number(host.split(':')[1]), method, path, headers: { host, ...headers } },
      (response) => {
        let text = ''
        response.on('data', (piece) => (text += String(piece)))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

async function entered(): Promise<OutgoingHttpHeaders> {
  const token = loopback.link().split('#token=')[1] ?? ''
  const { status, headers, body } = await ask('POST', '/session', { origin, 'x-assay-token': token })
  expect(status).toBe(200)
  const cookie = headers['set-cookie']?.[0] ?? ''
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\/$/)
  return { origin, cookie: cookie.split(';')[0], 'x-assay-key': (JSON.parse(body) as { key: string }).key }
}

test('the page is served with its policy to whoever asks on this very origin', async () => {
  const { status, headers } = await ask('GET', '/')
  expect(status).toBe(200)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect((await ask('GET', '/assets/a.js')).headers['cache-control']).toContain('immutable')
})

test.each([
  ['another name for this computer', { host: 'localhost:1' }],
  ['a name that was rebound to this computer', { host: 'evil.example' }],
  ['another port', { host: '127.0.0.1:1' }],
  ['no port', { host: '127.0.0.1' }]
])('wrong Host, %s: 403', async (_name, headers) => {
  for (const [method, path] of [
    ['GET', '/'],
    ['POST', '/session'],
    ['POST', '/rpc/keys/list']
  ] as const)
    expect((await ask(method, path, { origin, ...headers })).status).toBe(403)
})

test.each([
  ['none', {}],
  ['null', { origin: 'null' }],
  ['another site', { origin: 'https://evil.example' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['another scheme', { origin: 'https://127.0.0.1' }],
  ['a lookalike', { origin: 'http://127.0.0.1.evil.example' }]
])('wrong Origin, %s: 403, also with cookie and key', async (_name, wrong) => {
  const session = await entered()
  delete session.origin
  for (const path of ['/session', '/alive', '/upload?name=a.csv', '/rpc/keys/list'])
    expect((await ask('POST', path, { ...session, ...wrong })).status).toBe(403)
})

test('a request that a browser says comes from another site: 403', async () => {
  const session = await entered()
  for (const site of ['cross-site', 'same-site', 'none'])
    expect((await ask('POST', '/rpc/keys/list', { ...session, 'sec-fetch-site': site })).status).toBe(403)
  expect((await ask('POST', '/rpc/keys/list', { ...session, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
})

test('wrong, used and older tokens: 403', async () => {
  const older = loopback.link().split('#token=')[1]
  const token = loopback.link().split('#token=')[1]
  const enter = (value: string | undefined): Promise<Answer> =>
    ask('POST', '/session', { origin, ...(value === undefined ? {} : { 'x-assay-token': value }) })
  for (const wrong of [undefined, '', 'x', `${token}x`, older]) expect((await enter(wrong)).status).toBe(403)
  expect((await enter(token)).status).toBe(200)
  expect((await enter(token)).status).toBe(403)
})

test('neither cookie nor key opens anything alone', async () => {
  const session = await entered()
  const before = called
  const { cookie, 'x-assay-key': key } = session
  for (const part of [{}, { cookie }, { 'x-assay-key': key }, { cookie, 'x-assay-key': 'x' }, { cookie: 'assay-1=x', 'x-assay-key': key }])
    for (const path of ['/alive', '/upload?name=a.csv', '/rpc/keys/list'])
      expect((await ask('POST', path, { origin, ...part })).status).toBe(403)
  expect(called).toBe(before)
  expect((await ask('POST', '/rpc/keys/list', session)).status).toBe(200)
  expect(called).toBe(before + 1)
})

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/..\\secret.txt',
  '//etc/passwd',
  '/secret.txt',
  '/index.html%00',
  '/assets'
])('a path that leads elsewhere, %s: 404', async (path) => {
  const { status, body } = await ask('GET', path)
  expect([404, 403]).toContain(status)
  expect(body).not.toContain('secret\n')
})

test('other methods: 405', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) expect((await ask(method, '/rpc/keys/list', { origin })).status).toBe(405)
})

test('an upload keeps name and bytes, and nothing is kept of one that is refused', async () => {
  const session = await entered()
  const bytes = Buffer.from('a,b\n1,2\n')
  const { status, body } = await ask('POST', '/upload?name=loans%202026.csv', session, bytes)
  expect(status).toBe(200)
  const { path } = JSON.parse(body) as { path: string }
  expect(path.startsWith(staging)).toBe(true)
  expect(readFileSync(path).equals(bytes)).toBe(true)
  const kept = readdirSync(staging).length
  for (const name of ['', '..', '../x', 'a/b', 'a\\b', 'C:x', '.hidden', 'a\u0000b', 'x'.repeat(300)])
    expect((await ask('POST', `/upload?name=${encodeURIComponent(name)}`, session, bytes)).status).toBe(400)
  expect((await ask('POST', '/upload?name=a.csv', session, Buffer.alloc(1001))).status).toBe(413)
  expect((await ask('POST', '/upload?name=a.csv', { ...session, 'transfer-encoding': 'chunked' }, Buffer.alloc(5000))).status).toBe(413)
  expect(readdirSync(staging)).toHaveLength(kept)
  expect(existsSync(join(folder, 'x'))).toBe(false)
})

test('refusals are counted', () => {
  expect(Object.fromEntries(loopback.refused)).toMatchObject({
    host: expect.any(Number),
    origin: expect.any(Number),
    token: expect.any(Number),
    'no session': expect.any(Number)
  })
})

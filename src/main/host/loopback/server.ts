import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpHandler } from '../../compose-engine'
import { pageFiles, readPageFile } from '../page-files'
import { pageHeaders } from '../page-policy'
import { createEntry } from './entry'
import { receiveUpload, type Upload } from './receive-upload'

export type LoopbackOptions = {
  /** The built page. */
  page: string
  /** Where uploads lie. */
  staging: string
  rpc: HttpHandler
  /** 0: any free port. */
  port?: number
  mostUploadBytes?: number
}

export type Loopback = {
  /** The address with a fresh one-time token; the token before is void. */
  link: () => string
  /** How many requests were refused, by reason. */
  refused: ReadonlyMap<string, number>
  close: () => Promise<void>
}

const ADDRESS = '127.0.0.1'
const MOST_UPLOAD_BYTES = 64 * 2 ** 30
const HEADERS = pageHeaders("'self'")

/** The page and its engine on this computer's loopback address, for the browser that opens the link and for nobody else. */
export async function serveLoopback(options: LoopbackOptions): Promise<Loopback> {
  const files = pageFiles(options.page)
  const refused = new Map<string, number>()
  const entry = createEntry(() => port)
  const origin = (): string => `http://${ADDRESS}:${port}`

  const refuse = (response: ServerResponse, status: number, why: string): void => {
    refused.set(why, (refused.get(why) ?? 0) + 1)
    answer(response, status, { message: `Refused: ${why}.` })
  }

  const serveFile = (pathname: string, request: IncomingMessage, response: ServerResponse): void => {
    const file = files.get(pathname)
    if (file === undefined) return refuse(response, 404, 'no such file')
    response.writeHead(200, { ...HEADERS, 'content-type': file.type, 'cache-control': cacheOf(pathname) })
    response.end(request.method === 'HEAD' ? undefined : readPageFile(file))
  }

  const enter = (request: IncomingMessage, response: ServerResponse): void => {
    const token = request.headers['x-assay-token']
    const session = typeof token === 'string' ? entry.exchange(token) : null
    if (session === null) return refuse(response, 403, 'token')
    response.setHeader('set-cookie', session.cookie)
    answer(response, 200, { key: session.key })
  }

  const takeUpload = async (name: string | null, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const upload = await receiveUpload(request, name, options.staging, options.mostUploadBytes ?? MOST_UPLOAD_BYTES)
    if ('path' in upload) answer(response, 200, upload)
    else answer(response, UPLOAD_STATUS[upload.refused], { message: UPLOAD_SENTENCE[upload.refused] })
  }

  const call = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    response.setHeader('cache-control', 'no-store')
    if (!(await options.rpc(request, response))) refuse(response, 404, 'no such procedure')
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wrong = wrongSource(request, origin())
    if (wrong !== null) return refuse(response, 403, wrong)
    const { pathname, searchParams } = new URL(request.url ?? '/', origin())
    if (request.method === 'GET' || request.method === 'HEAD') return serveFile(pathname, request, response)
    if (request.method !== 'POST') return refuse(response, 405, 'method')
    if (pathname === '/session') return enter(request, response)
    if (!entry.admits(request)) return refuse(response, 403, 'no session')
    if (pathname === '/alive') return answer(response, 200, {})
    if (pathname === '/upload') return takeUpload(searchParams.get('name'), request, response)
    return call(request, response)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, { message: 'Assay met a fault of its own: please report it.' })
      else response.destroy()
    })
  })
  server.requestTimeout = 0
  const port = await listening(server, options.port ?? 0)
  return { link: () => `${origin()}/#token=${entry.token()}`, refused, close: () => closed(server) }
}

/** Why a request does not come from the page itself; null where it does. A page of another site can send neither this Host nor this Origin. */
function wrongSource({ headers, method }: IncomingMessage, origin: string): string | null {
  if (headers.host !== origin.slice('http://'.length)) return 'host'
  if (headers.origin === undefined ? method === 'POST' : headers.origin !== origin) return 'origin'
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || (site === 'none' && method !== 'POST') ? null : 'another site'
}

/** Names of built assets hold the digest of their content. */
const cacheOf = (path: string): string => (path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

type Refused = Extract<Upload, { refused: string }>
const UPLOAD_STATUS: Record<Refused['refused'], number> = { 'too-large': 413, 'bad-name': 400, 'disk-full': 507, 'broken-off': 400 }
const UPLOAD_SENTENCE: Record<Refused['refused'], string> = {
  'too-large': 'The file is larger than this host takes: put it below the folder given with --root, and choose it there.',
  'bad-name': 'The file has a name that cannot be kept: rename it, then upload it again.',
  'disk-full': 'The disk is full: make room, then upload the file again.',
  'broken-off': 'The upload broke off: upload the file again.'
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, ADDRESS, () => resolve((server.address() as AddressInfo).port))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

import { protocol, type Session } from 'electron'
import { pageFiles, readPageFile } from '../page-files'
import { pageHeaders } from '../page-policy'

export const SCHEME = 'app'
export const PAGE_ORIGIN = `${SCHEME}://assay`
export const PAGE = `${PAGE_ORIGIN}/index.html`

/** To be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** True for the page itself, whatever comes after its `#`. An empty address, about:blank and other hosts of the scheme are not ours. */
export function isOurPage(address: string): boolean {
  try {
    const { protocol: scheme, host, pathname, username, password, port } = new URL(address)
    return scheme === `${SCHEME}:` && host === 'assay' && pathname === '/index.html' && `${username}${password}${port}` === ''
  } catch {
    return false
  }
}

/** Serves the built files, and nothing else, under app://assay. */
export function servePage(session: Session, folder: string): void {
  const files = pageFiles(folder)
  const headers = pageHeaders("'none'")
  session.protocol.handle(SCHEME, ({ url, method }) => {
    const { host, pathname } = new URL(url)
    const file = host === 'assay' && (method === 'GET' || method === 'HEAD') ? files.get(pathname) : undefined
    if (file === undefined) return new Response('', { status: 404, headers })
    return new Response(new Uint8Array(readPageFile(file)), { headers: { ...headers, 'content-type': file.type } })
  })
}

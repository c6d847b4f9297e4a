import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the loopback host: a page that was opened by its link, on this very origin, in a browser of this computer. */
export type Entry = {
  /** A new one-time token for a link; the one before is void. */
  token: () => string
  /** Exchanges the token once: a secret for a cookie that the page cannot read, and a key that only this origin can. Null: refused. */
  exchange: (token: string) => { cookie: string; key: string } | null
  /** True for requests that carry cookie and key. */
  admits: (request: IncomingMessage) => boolean
}

const secret = (): string => randomBytes(32).toString('base64url')

/** Compares digests, so that the time taken says nothing, not even of lengths. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Cookies are shared by all ports of a host, so the cookie alone opens nothing. */
export function createEntry(port: () => number): Entry {
  const session = secret()
  const key = secret()
  let open: string | null = null
  const name = (): string => `assay-${port()}`
  return {
    token() {
      open = secret()
      return open
    },
    exchange(token) {
      if (open === null || !same(token, open)) return null
      open = null
      return { cookie: `${name()}=${session}; HttpOnly; SameSite=Strict; Path=/`, key }
    },
    admits({ headers }) {
      const cookie = cookieOf(headers.cookie ?? '', name())
      const given = headers['x-assay-key']
      return cookie !== undefined && typeof given === 'string' && same(cookie, session) && same(given, key)
    }
  }
}

function cookieOf(header: string, name: string): string | undefined {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair?.trim().slice(name.length + 1)
}

/** How a browser's page proves to the loopback host that it was opened by its link. */
export type PageSession = { headers: () => Record<string, string>; alive: () => Promise<void> }

const KEY = 'assay-key'
const ENTRY = /^#token=([A-Za-z0-9_-]+)$/

/**
 * Exchanges the one-time token of the address for a cookie and a key; the key stays with this origin, which no other port shares. The token
 * leaves the address bar at once. Throws where neither token nor key is accepted.
 */
export async function enterPage(): Promise<PageSession> {
  const token = ENTRY.exec(location.hash)?.[1]
  if (token !== undefined) {
    history.replaceState(null, '', location.pathname + location.search)
    const answer = await fetch('/session', { method: 'POST', headers: { 'x-assay-token': token } })
    if (answer.ok) localStorage.setItem(KEY, ((await answer.json()) as { key: string }).key)
  }
  const session: PageSession = {
    headers: () => ({ 'x-assay-key': localStorage.getItem(KEY) ?? '' }),
    alive: async () => {
      const answer = await fetch('/alive', { method: 'POST', headers: session.headers() })
      if (!answer.ok) throw new Error('This page was not opened by the link that "assay serve" printed: open that link, or start it again.')
    }
  }
  await session.alive()
  return session
}

/** Streams a file into the host's staging folder; answers with its path there. */
export const uploadTo =
  (session: PageSession) =>
  (file: File, onSent: (bytes: number) => void): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`)
      for (const [name, value] of Object.entries(session.headers())) request.setRequestHeader(name, value)
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
      request.addEventListener('load', () => {
        const { path, message } = JSON.parse(request.responseText) as { path?: string; message?: string }
        if (request.status === 200 && path !== undefined) resolve(path)
        else reject(new Error(message ?? `the upload was refused (${request.status})`))
      })
      request.addEventListener('error', () => reject(new Error('the upload broke off')))
      request.send(file)
    })

import { pageOf } from './pages'
import { parseRoute } from './router'

/** A window that cannot be seen draws nothing. */
const MOST_MS = 1000

/** Resolves when the page that the address names is on the screen with what is known. */
export async function painted(): Promise<void> {
  await pageOf(parseRoute(location.hash).page)?.load()
  await Promise.race([nextFrame(), new Promise((done) => setTimeout(done, MOST_MS))])
}

/** Resolves when what was rendered last is on the screen: the code after a frame's callbacks, style, layout and paint. */
export const nextFrame = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        done()
      }
      port2.postMessage(null)
    })
  })

import type { MessagePortMain } from 'electron'
import type { ReaderChild, StartReader } from '../../ports/reader'
import type { FromEngine } from './engine-messages'

export type RemoteReaders = {
  start: StartReader
  arrived: (id: number, port: MessagePortMain) => void
  ended: (id: number, how: string) => void
}

type Remote = {
  port: MessagePortMain | undefined
  waiting: unknown[]
  onMessage: (message: unknown) => void
  onExit: (how: string) => void
}

/** Readers that the main process starts for the engine: messages wait until the port to them has arrived. */
export function createRemoteReaders(say: (message: FromEngine) => void): RemoteReaders {
  const readers = new Map<number, Remote>()
  let last = 0
  return {
    start({ heapMegabytes }): ReaderChild {
      const id = ++last
      const remote: Remote = { port: undefined, waiting: [], onMessage: () => undefined, onExit: () => undefined }
      readers.set(id, remote)
      say({ kind: 'start-reader', id, heapMegabytes })
      const kill = (): void => say({ kind: 'kill-reader', id })
      return {
        pid: undefined,
        send: (message) => (remote.port ? remote.port.postMessage(message) : void remote.waiting.push(message)),
        onMessage: (listener) => {
          remote.onMessage = (message) => {
            listener(message)
            if (isLastOfReader(message)) kill()
          }
        },
        onExit: (listener) => {
          remote.onExit = listener
        },
        kill
      }
    },
    arrived(id, port) {
      const remote = readers.get(id)
      if (remote === undefined) return
      remote.port = port
      port.on('message', ({ data }) => remote.onMessage(data))
      port.start()
      for (const message of remote.waiting) port.postMessage(message)
    },
    ended(id, how) {
      const remote = readers.get(id)
      readers.delete(id)
      remote?.port?.close()
      remote?.onExit(how)
    }
  }
}

/** After its answer a reader waits for its end: it cannot know when a port's message has left. */
export const isLastOfReader = (message: unknown): boolean => ['done', 'failed'].includes((message as { kind?: string }).kind ?? '')

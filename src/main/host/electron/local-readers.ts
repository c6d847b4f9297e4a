import { join } from 'node:path'
import { MessageChannelMain, utilityProcess } from 'electron'
import type { StartReader } from '../../ports/reader'
import { isLastOfReader } from './remote-readers'

/** Readers of the main process itself, for the command line of a packaged app, which cannot fork Node. */
export const startReaderHere =
  (entries: string): StartReader =>
  ({ heapMegabytes }) => {
    const child = utilityProcess.fork(join(entries, 'reader.cjs'), [], {
      stdio: 'ignore',
      execArgv: [`--max-old-space-size=${heapMegabytes}`]
    })
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ kind: 'port' }, [port1])
    port2.start()
    return {
      pid: child.pid,
      send: (message) => port2.postMessage(message),
      onMessage: (listener) => {
        port2.on('message', ({ data }) => {
          listener(data)
          if (isLastOfReader(data)) child.kill()
        })
      },
      onExit: (listener) => {
        child.once('exit', (code) => listener(`exit code ${code}`))
      },
      kill: () => {
        child.kill()
      }
    }
  }

import type { MessagePortMain, ParentPort } from 'electron'
import type { ShutDoor } from '../../../shared/contract/about'
import { createEngine } from '../../compose-engine'
import { refuseForms } from '../refuse-forms'
import { refuseNetwork } from '../refuse-network'
import type { Denied } from './counters'
import type { EngineStart, FromEngine, ToEngine } from './engine-messages'
import { createRemoteReaders } from './remote-readers'
import { windowDoors } from './window-doors'

/** The engine's process: services behind ports, no window, no Electron but its parent port. */
async function serve(parent: ParentPort, start: EngineStart): Promise<void> {
  const say = (message: FromEngine): void => parent.postMessage(message)
  const network = refuseNetwork()
  refuseForms()
  const readers = createRemoteReaders(say)
  let denied: ((counts: Record<Denied, number>) => void) | undefined
  const doors = async (): Promise<ShutDoor[]> => {
    const counts = await new Promise<Record<Denied, number>>((resolve) => {
      denied = resolve
      say({ kind: 'count-denied' })
    })
    return windowDoors(counts, network.refused())
  }
  const engine = createEngine({
    root: start.root,
    host: 'window',
    first: start.first,
    doors,
    startReader: readers.start,
    ...(start.keysFolder === null ? {} : { keysFolder: start.keysFolder }),
    ...(start.projectsFolder === null ? {} : { projectsFolder: start.projectsFolder }),
    ...(start.at === null ? {} : { now: () => new Date(start.at ?? '') })
  })
  parent.on('message', ({ data, ports }) => {
    const message = data as ToEngine
    const [port] = ports
    if (message.kind === 'client' && port) void engine.then((ready) => attach(port, ready.port))
    else if (message.kind === 'reader' && port) readers.arrived(message.id, port)
    else if (message.kind === 'reader-exit') readers.ended(message.id, message.how)
    else if (message.kind === 'denied') denied?.(message.counts)
    else if (message.kind === 'finish') void engine.then(({ idle }) => idle()).then(() => say({ kind: 'finished' }))
  })
  await engine
}

function attach(port: MessagePortMain, serve: (port: MessagePortMain) => void): void {
  serve(port)
  port.start()
}

void serve((process as NodeJS.Process & { parentPort: ParentPort }).parentPort, JSON.parse(process.argv.at(-1) ?? '') as EngineStart)

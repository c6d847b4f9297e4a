import type { ShutDoor } from '../../../shared/contract/about'
import type { Denied } from './counters'

/** What the desktop host denies, with its counters. */
export function windowDoors(counts: Record<Denied, number>, engine: number): ShutDoor[] {
  return [
    {
      name: 'Requests of the window',
      how: 'every request but those for its own files is cancelled; no name resolves',
      tried: counts.request
    },
    { name: 'Connections of the engine', how: 'sockets and name look-ups throw', tried: engine },
    {
      name: 'Permissions',
      how: 'camera, microphone, location, notifications, devices and all others are refused',
      tried: counts.permission
    },
    { name: 'Links that lead elsewhere', how: 'the window shows its own page and no other', tried: counts.navigation },
    { name: 'New windows of the page', how: 'refused; only the program makes windows', tried: counts.window },
    { name: 'Downloads', how: 'refused; files are saved by the system’s dialog only', tried: counts.download },
    { name: 'Messages of strange senders', how: 'only the page’s main frame is answered', tried: counts.message }
  ]
}

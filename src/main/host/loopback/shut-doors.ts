import type { ShutDoor } from '../../../shared/contract/about'

/** What the loopback host refuses, with what it refused so far. */
export function shutDoors(refused: ReadonlyMap<string, number>, connections: number): ShutDoor[] {
  const count = (...reasons: string[]): number => reasons.reduce((sum, reason) => sum + (refused.get(reason) ?? 0), 0)
  return [
    { name: 'Connections of the engine', how: 'sockets and name look-ups throw', tried: connections },
    { name: 'Other computers', how: 'it listens on 127.0.0.1 only, which no other computer can reach', tried: 0 },
    {
      name: 'Pages of other sites',
      how: 'Host, Origin and Sec-Fetch-Site must be this page’s own',
      tried: count('host', 'origin', 'another site')
    },
    {
      name: 'Other programs of this computer',
      how: 'a one-time token, then a cookie and a key that only this page has',
      tried: count('token', 'no session')
    },
    { name: 'The page itself', how: 'its content policy lets it call nothing but this host, and run nothing but its own files', tried: 0 },
    { name: 'Files outside the folder given', how: 'links are followed before a path is judged', tried: 0 }
  ]
}

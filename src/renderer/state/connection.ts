import { create } from 'zustand'
import type { Host } from '../host'
import type { Connection, Engine, EngineStatus } from '../rpc'

/** The engine and the host behind this page; set once, before anything is shown. */
let connection: Connection | undefined

export const useConnection = create<{ status: EngineStatus }>(() => ({ status: 'ready' }))

export function setConnection(made: Connection): void {
  connection = made
  made.onStatus((status) => useConnection.setState({ status }))
}

function connected(): Connection {
  if (connection === undefined) throw new Error('the page is not connected yet')
  return connection
}

/** What can be asked of the engine: see src/shared/contract. */
export const engine = (): Engine => connected().engine

/** File dialogs, saving, windows: what the page asks of whoever shows it. */
export const host = (): Host => connected().host

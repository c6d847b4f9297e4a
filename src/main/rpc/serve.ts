import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { BodyLimitPlugin, RPCHandler as HttpHandlerOf } from '@orpc/server/node'
import { cloneIfBinary, httpBinary, portBinary } from '../../shared/contract/binary'
import type { AssayRouter } from './router'

/** Answers a request below /rpc; false where there is no such procedure. */
export type HttpHandler = (request: HandlerArguments[0], response: HandlerArguments[1]) => Promise<boolean>
type HandlerArguments = Parameters<HttpHandlerOf<Record<never, never>>['handle']>

/** Answers whatever comes over a port of Electron, until it is closed. */
export type PortServer = (port: PortLike) => void
export type PortLike = Parameters<PortHandler<Record<never, never>>['upgrade']>[0]

const MOST_BODY_BYTES = 16 << 20

export function httpHandler(router: AssayRouter): HttpHandler {
  const handler = new HttpHandlerOf(router, {
    customJsonSerializers: [httpBinary],
    plugins: [new BodyLimitPlugin({ maxBodySize: MOST_BODY_BYTES })]
  })
  return async (request, response) => (await handler.handle(request, response, { prefix: '/rpc' })).matched
}

export function portServer(router: AssayRouter): PortServer {
  const handler = new PortHandler(router, { customJsonSerializers: [portBinary], experimental_transfer: cloneIfBinary })
  return (port) => handler.upgrade(port)
}

import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

/** From now on this process opens no connection, whatever code in it tries; servers and pipes of its own are not concerned. Counts what tried. */
export function refuseNetwork(): { refused: () => number } {
  let refused = 0
  const refuse = (): never => {
    refused += 1
    throw Object.assign(new Error('Assay opens no connections'), { code: 'EACCES' })
  }
  net.Socket.prototype.connect = refuse
  dgram.createSocket = refuse
  const { lookup } = dns
  // Listening on an address asks for its lookup, which is none.
  const onlyAddresses = (name: string, ...rest: unknown[]): unknown =>
    net.isIP(name) > 0 ? Reflect.apply(lookup, dns, [name, ...rest]) : refuse()
  Object.assign(dns, { lookup: onlyAddresses, resolve: refuse })
  Object.assign(dns.promises, { lookup: refuse, resolve: refuse })
  return { refused: () => refused }
}

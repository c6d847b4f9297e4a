import { createHash, verify, X509Certificate } from 'node:crypto'
import { AssayError } from '../../shared/model/errors'
import { sameBytes } from '../core/evidence/bytes'
import { child, children, oid, readAll, readOne, tag, type Element } from '../core/evidence/der'

const SIGNED_DATA = oid('1.2.840.113549.1.7.2')
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4')
const CONTENT_TYPE = oid('1.2.840.113549.1.9.3')
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4')
const SIGNING_CERTIFICATE_V2 = oid('1.2.840.113549.1.9.16.2.47')
const HASHES: readonly [Uint8Array, string][] = [
  [oid('2.16.840.1.101.3.4.2.1'), 'sha256'],
  [oid('2.16.840.1.101.3.4.2.2'), 'sha384'],
  [oid('2.16.840.1.101.3.4.2.3'), 'sha512']
]
const GENERALIZED_TIME = 0x18

/**
 * The time, in UTC to the second, by which a time-stamping authority had seen `message` (RFC 3161), from a `.tsr` or the bare token. The authority is the one
 * pinned certificate, obtained beforehand; chains and revocation lists are not followed. To prove when a report was signed, `message` is the last
 * sign-off's envelope: it holds the digest of those before it and of the report. Throws `evidence/time-proof-invalid`.
 */
export function timeOfToken(bytes: Uint8Array, message: Uint8Array, authority: Uint8Array): string {
  try {
    return read(bytes, message, new X509Certificate(authority))
  } catch (error) {
    throw error instanceof AssayError && error.code === 'evidence/time-proof-invalid'
      ? error
      : invalid('it is not a time-stamp token in DER')
  }
}

function read(bytes: Uint8Array, message: Uint8Array, authority: X509Certificate): string {
  const signedData = children(child(children(child(tokenIn(bytes), 1, tag.context0), tag.context0), 0, tag.sequence), tag.sequence)
  const content = children(child(signedData, 2, tag.sequence), tag.sequence)
  if (!is(content[0], TST_INFO)) throw invalid('it stamps no time')
  const info = child(children(content[1], tag.context0), 0, tag.octetString).content
  const signers = children(signedData.at(-1), tag.set)
  if (signers.length !== 1) throw invalid('it has other than one signer')
  checkSigner(children(signers[0], tag.sequence), info, authority)
  return checkInfo(children(readOne(info, tag.sequence), tag.sequence), message, authority)
}

/** The ContentInfo of the token: alone, or after the status of a response. */
function tokenIn(bytes: Uint8Array): Element[] {
  const parts = readAll(readOne(bytes, tag.sequence).content)
  const token = parts[0]?.tag === tag.oid ? parts : children(parts[1], tag.sequence)
  if (!is(token[0], SIGNED_DATA)) throw invalid('it was refused by the authority, or is no token')
  return token
}

function checkSigner(signer: readonly Element[], info: Uint8Array, authority: X509Certificate): void {
  const attributes = child(signer, 3, tag.context0)
  const values = new Map(
    readAll(attributes.content)
      .map((one) => children(one, tag.sequence))
      .map(([name, set]) => [Buffer.from(name?.whole ?? []).toString('hex'), children(set, tag.set)])
  )
  const attribute = (name: Uint8Array): Element | undefined => values.get(Buffer.from(name).toString('hex'))?.[0]
  const hash = hashOf(child(signer, 2, tag.sequence))
  if (!is(attribute(CONTENT_TYPE), TST_INFO)) throw invalid('its signature is over another kind of content')
  if (!sameBytes(attribute(MESSAGE_DIGEST)?.content ?? new Uint8Array(), digest(hash, info)))
    throw invalid('its signature is over another content')
  const named = attribute(SIGNING_CERTIFICATE_V2)
  if (named && !Buffer.from(named.whole).includes(createHash('sha256').update(authority.raw).digest()))
    throw invalid('it was signed by another certificate than the one pinned')
  const signed = Uint8Array.from(attributes.whole)
  signed[0] = tag.set
  if (!verify(hash, signed, authority.publicKey, child(signer, 5, tag.octetString).content))
    throw invalid('its signature is not by the certificate pinned')
}

function checkInfo(info: readonly Element[], message: Uint8Array, authority: X509Certificate): string {
  const imprint = children(child(info, 2, tag.sequence), tag.sequence)
  if (!sameBytes(child(imprint, 1, tag.octetString).content, digest(hashOf(child(imprint, 0, tag.sequence)), message)))
    throw invalid('it stamps other bytes')
  const text = Buffer.from(child(info, 4, GENERALIZED_TIME).content).toString('latin1')
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text) ?? []
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  const at = Date.parse(time)
  if (!(at >= Date.parse(authority.validFrom) && at <= Date.parse(authority.validTo)))
    throw invalid("its time is outside the certificate's validity")
  return time
}

function hashOf(algorithm: Element): string {
  const found = HASHES.find(([id]) => is(children(algorithm, tag.sequence)[0], id))
  if (!found) throw invalid('it uses a digest that is not accepted')
  return found[1]
}

function digest(hash: string, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(hash).update(bytes).digest())
}

function is(element: Element | undefined, id: Uint8Array): boolean {
  return element !== undefined && sameBytes(element.whole, id)
}

function invalid(reason: string): AssayError {
  return new AssayError('evidence/time-proof-invalid', { reason })
}

import { canonicalJson } from '../../src/main/core/evidence/canonical-json'
import { readAll, readOne, sequence, tag, unsigned, write } from '../../src/main/core/evidence/der'
import type { Envelope } from '../../src/shared/model/statement'

/** A structure-aware change of an envelope; `below` draws numbers, `other` is a genuine envelope by another signer. */
export type EnvelopeAttack = (envelope: Uint8Array, other: Uint8Array, below: (limit: number) => number) => Uint8Array

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const read = (bytes: Uint8Array): Envelope => JSON.parse(Buffer.from(bytes).toString()) as Envelope
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const decoded = (value: string): Buffer => Buffer.from(value, 'base64')

function withSignature(bytes: Uint8Array, change: (entry: Envelope['signatures'][0]) => object): Uint8Array {
  const envelope = read(bytes)
  return canonicalJson({ ...envelope, signatures: envelope.signatures.map(change) })
}

function withPayload(bytes: Uint8Array, change: (payload: string) => string): Uint8Array {
  const envelope = read(bytes)
  return canonicalJson({ ...envelope, payload: base64(Buffer.from(change(decoded(envelope.payload).toString()))) })
}

const integers = (sig: string): [bigint, bigint] => {
  const [r, s] = readAll(readOne(decoded(sig), tag.sequence).content).map(({ content }) =>
    BigInt(`0x${Buffer.from(content).toString('hex')}`)
  )
  return [r ?? 0n, s ?? 0n]
}
const padded = (value: bigint): Uint8Array => write(tag.integer, Buffer.from([0, ...readOne(unsigned(value), tag.integer).content]))

/** A hexadecimal text whose digit at one place is any but its own. */
function otherDigit(hex: string, below: (limit: number) => number): string {
  const at = below(hex.length)
  const digit = ((parseInt(hex.charAt(at), 16) + 1 + below(15)) % 16).toString(16)
  return `${hex.slice(0, at)}${digit}${hex.slice(at + 1)}`
}

export const envelopeAttacks: Readonly<Record<string, EnvelopeAttack>> = {
  'a duplicate key': (bytes) => Buffer.from(text(bytes).replace('{"payload":', '{"payload":"","payload":')),
  'a duplicate key at the end': (bytes) => Buffer.from(text(bytes).replace(/\}$/, ',"payloadType":"x"}')),
  'another key': (bytes) => canonicalJson({ ...read(bytes), note: 'x' }),
  'another key of the signature': (bytes) => withSignature(bytes, (entry) => ({ ...entry, note: '' })),
  'keys in another order': (bytes) => Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(read(bytes)).reverse()))),
  'white space': (bytes, _, below) => Buffer.from(text(bytes).replace(/[,:]/g, (mark) => (below(2) ? `${mark} ` : ` ${mark}`))),
  'an escaped character': (bytes) => Buffer.from(text(bytes).replace('payloadType":"a', 'payloadType":"\\u0061')),
  'an escaped slash': (bytes) => Buffer.from(text(bytes).replace('application/', 'application\\/')),
  'a key id of another signer': (bytes, other) => withSignature(bytes, (entry) => ({ ...entry, keyid: read(other).signatures[0]?.keyid })),
  'a key id in upper case': (bytes) => withSignature(bytes, (entry) => ({ ...entry, keyid: entry.keyid.toUpperCase() })),
  'a key id of another digit': (bytes, _, below) => withSignature(bytes, (entry) => ({ ...entry, keyid: otherDigit(entry.keyid, below) })),
  'a key id of one digit more': (bytes, _, below) =>
    withSignature(bytes, (entry) => ({ ...entry, keyid: `${entry.keyid}${below(16).toString(16)}` })),
  'no key id': (bytes) => withSignature(bytes, ({ sig, certificate }) => ({ sig, certificate })),
  'another payload type': (bytes, _, below) =>
    canonicalJson({
      ...read(bytes),
      payloadType: ['application/json', 'application/vnd.assay.trust+json', '', 'application/vnd.in-toto+json '][below(4)]
    }),
  'the payload of another signer': (bytes, other) => canonicalJson({ ...read(bytes), payload: read(other).payload }),
  'the signature of another signer': (bytes, other) => withSignature(bytes, (entry) => ({ ...entry, sig: read(other).signatures[0]?.sig })),
  'the certificate of another signer': (bytes, other) =>
    withSignature(bytes, (entry) => ({ ...entry, certificate: read(other).signatures[0]?.certificate })),
  'the certificate and key id of another signer': (bytes, other) =>
    withSignature(bytes, (entry) => ({ ...read(other).signatures[0], sig: entry.sig })),
  'two signatures': (bytes, other) => canonicalJson({ ...read(bytes), signatures: [...read(bytes).signatures, ...read(other).signatures] }),
  'the same signature twice': (bytes) =>
    canonicalJson({ ...read(bytes), signatures: [...read(bytes).signatures, ...read(bytes).signatures] }),
  'no signature': (bytes) => canonicalJson({ ...read(bytes), signatures: [] }),
  'an empty signature': (bytes) => withSignature(bytes, (entry) => ({ ...entry, sig: '' })),
  'r and s of zero': (bytes) => withSignature(bytes, (entry) => ({ ...entry, sig: base64(sequence(unsigned(0n), unsigned(0n))) })),
  'high s': (bytes) =>
    withSignature(bytes, (entry) => ({
      ...entry,
      sig: base64(sequence(unsigned(integers(entry.sig)[0]), unsigned(ORDER - integers(entry.sig)[1])))
    })),
  's plus the order': (bytes) =>
    withSignature(bytes, (entry) => ({
      ...entry,
      sig: base64(sequence(unsigned(integers(entry.sig)[0]), unsigned(ORDER + integers(entry.sig)[1])))
    })),
  'a padded r': (bytes) =>
    withSignature(bytes, (entry) => ({
      ...entry,
      sig: base64(sequence(padded(integers(entry.sig)[0]), unsigned(integers(entry.sig)[1])))
    })),
  'a padded s': (bytes) =>
    withSignature(bytes, (entry) => ({
      ...entry,
      sig: base64(sequence(unsigned(integers(entry.sig)[0]), padded(integers(entry.sig)[1])))
    })),
  'a long length': (bytes) =>
    withSignature(bytes, (entry) => ({ ...entry, sig: base64(Buffer.from([0x30, 0x81, ...decoded(entry.sig).subarray(1)])) })),
  'bytes after the signature': (bytes, _, below) =>
    withSignature(bytes, (entry) => ({ ...entry, sig: base64(Buffer.concat([decoded(entry.sig), Buffer.alloc(1 + below(3))])) })),
  'three integers': (bytes) =>
    withSignature(bytes, (entry) => ({ ...entry, sig: base64(sequence(readOne(decoded(entry.sig), tag.sequence).content, unsigned(1n))) })),
  'a signature of r and s side by side': (bytes) =>
    withSignature(bytes, (entry) => ({
      ...entry,
      sig: base64(
        Buffer.from(
          integers(entry.sig)
            .map((n) => n.toString(16).padStart(64, '0'))
            .join(''),
          'hex'
        )
      )
    })),
  'the other base64 alphabet': (bytes) =>
    Buffer.from(
      text(bytes).replace(
        /"(sig|certificate)":"([^"]*)"/g,
        (_, key: string, value: string) => `"${key}":"${value.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}"`
      )
    ),
  'base64 with a line end': (bytes) =>
    withSignature(bytes, (entry) => ({ ...entry, sig: `${entry.sig.slice(0, 60)}\n${entry.sig.slice(60)}` })),
  'base64 with padding too much': (bytes) => withSignature(bytes, (entry) => ({ ...entry, sig: `${entry.sig}====` })),
  'another digest of the report': (bytes, _, below) =>
    withPayload(bytes, (payload) =>
      payload.replace(/"sha256":"([0-9a-f]+)"/, (__, digest: string) => `"sha256":"${otherDigit(digest, below)}"`)
    ),
  'another role': (bytes, _, below) =>
    withPayload(bytes, (payload) =>
      payload.replace(/"role":"\w+"/, `"role":"${['preparer', 'reviewer', 'approver', 'owner'][below(4)]} "`)
    ),
  'an acceptance made a dissent': (bytes) => withPayload(bytes, (payload) => payload.replace('"accept"', '"dissent"')),
  'another time': (bytes, _, below) =>
    withPayload(bytes, (payload) => payload.replace(/"claimedTime":"\d{4}/, `"claimedTime":"${2000 + below(25)}`)),
  'another name': (bytes, _, below) =>
    withPayload(bytes, (payload) => payload.replace(/"claimedName":"/, `"claimedName":"${String.fromCharCode(65 + below(26))}`)),
  'a payload that is not canonical': (bytes) => withPayload(bytes, (payload) => `${payload} `),
  'an array': (bytes) => Buffer.from(`[${text(bytes)}]`),
  'a byte order mark': (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  'UTF-16': (bytes) => Buffer.from(text(bytes), 'utf16le')
}

import type { IdentityClaims } from '../../shared/model/identity'
import { utf8 } from '../core/evidence/bytes'
import { oid, sequence, setOf, tag, unsigned, write } from '../core/evidence/der'
import { sha256Bytes } from '../core/evidence/digest'

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
/** sha256WithRSAEncryption, for requests of imported keys. */
export const RSA_SHA256 = sequence(oid('1.2.840.113549.1.1.11'), write(tag.null))
const TRUE = write(tag.boolean, Uint8Array.of(0xff))
const VERSION_3 = write(tag.context0, unsigned(2n))
const IA5_STRING = 0x16
const GENERALIZED_TIME = 0x18
const UTC_TIME = 0x17
/** keyUsage: digitalSignature and nonRepudiation. */
const SIGNING = write(tag.bitString, Uint8Array.of(6, 0b11000000))

export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>

/** A self-signed X.509 certificate, version 3 (RFC 5280 §4.1), DER. `serial` is random and positive. */
export async function selfSigned(
  claims: IdentityClaims,
  spki: Uint8Array,
  serial: bigint,
  from: Date,
  to: Date,
  sign: Sign
): Promise<Uint8Array> {
  const name = distinguishedName(claims)
  const validity = sequence(time(from), time(to))
  const body = sequence(
    VERSION_3,
    unsigned(serial),
    ECDSA_SHA256,
    name,
    validity,
    name,
    spki,
    write(0xa3, sequence(...extensions(claims, spki)))
  )
  return signed(body, sign)
}

/** A PKCS #10 certificate request (RFC 2986), DER. */
export async function certificateRequest(
  claims: IdentityClaims,
  spki: Uint8Array,
  sign: Sign,
  algorithm: Uint8Array = ECDSA_SHA256
): Promise<Uint8Array> {
  return signed(sequence(unsigned(0n), distinguishedName(claims), spki, write(tag.context0)), sign, algorithm)
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

async function signed(body: Uint8Array, sign: Sign, algorithm: Uint8Array = ECDSA_SHA256): Promise<Uint8Array> {
  return sequence(body, algorithm, write(tag.bitString, Uint8Array.of(0), await sign(body)))
}

function distinguishedName({ name, organisation, email }: IdentityClaims): Uint8Array {
  const part = (type: string, value: string, stringTag: number): Uint8Array => setOf(sequence(oid(type), write(stringTag, utf8(value))))
  return sequence(
    ...(organisation === undefined ? [] : [part('2.5.4.10', organisation, tag.utf8String)]),
    part('2.5.4.3', name, tag.utf8String),
    ...(email === undefined ? [] : [part('1.2.840.113549.1.9.1', email, IA5_STRING)])
  )
}

function extensions({ email }: IdentityClaims, spki: Uint8Array): Uint8Array[] {
  const keyIdentifier = sha256Bytes(spki).subarray(0, 20)
  return [
    sequence(oid('2.5.29.19'), TRUE, write(tag.octetString, sequence())),
    sequence(oid('2.5.29.15'), TRUE, write(tag.octetString, SIGNING)),
    sequence(oid('2.5.29.14'), write(tag.octetString, write(tag.octetString, keyIdentifier))),
    ...(email === undefined ? [] : [sequence(oid('2.5.29.17'), write(tag.octetString, sequence(write(0x81, utf8(email)))))])
  ]
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
function time(date: Date): Uint8Array {
  const text = `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  return date.getUTCFullYear() < 2050 ? write(UTC_TIME, utf8(text.slice(2))) : write(GENERALIZED_TIME, utf8(text))
}

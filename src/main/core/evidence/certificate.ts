import { sha256Hex } from './digest'
import { child, children, notDer, oid, readAll, readOne, tag, type Element } from './der'
import { sameBytes } from './bytes'

/** What Assay needs of an X.509 certificate. Byte arrays are DER. The name is a claim: anybody can write one. */
export type Certificate = {
  der: Uint8Array
  spki: Uint8Array
  /** SHA-256 of `spki`, hex: the fingerprint that people compare. */
  keyId: string
  issuer: Uint8Array
  serial: Uint8Array
  commonName: string
  organisation: string | null
}

const COMMON_NAME = oid('2.5.4.3')
const ORGANISATION = oid('2.5.4.10')

/** RFC 5280 §4.1, version 3, strict DER. Throws `evidence/not-der`. The certificate's own signature is not judged: trust comes from the trust file. */
export function readCertificate(der: Uint8Array): Certificate {
  const outer = readAll(readOne(der, tag.sequence).content)
  if (outer.length !== 3) throw notDer('a certificate of other than three parts')
  const fields = children(outer[0], tag.sequence)
  child(fields, 0, tag.context0)
  const subject = child(fields, 5, tag.sequence)
  const spki = child(fields, 6, tag.sequence).whole
  return {
    der,
    spki,
    keyId: sha256Hex(spki),
    issuer: child(fields, 3, tag.sequence).whole,
    serial: child(fields, 1, tag.integer).whole,
    commonName: attribute(subject, COMMON_NAME) ?? '',
    organisation: attribute(subject, ORGANISATION)
  }
}

function attribute(name: Element, type: Uint8Array): string | null {
  for (const set of readAll(name.content))
    for (const pair of children(set, tag.set)) {
      const [key, value] = children(pair, tag.sequence)
      if (key && value && sameBytes(key.whole, type)) return new TextDecoder('utf-8').decode(value.content)
    }
  return null
}

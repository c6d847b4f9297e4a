import { AssayError } from '../../../shared/model/errors'
import { concat, sameBytes } from './bytes'
import { readCertificate, type Certificate } from './certificate'
import { child, children, oid, readAll, readOne, sequence, setOf, tag, unsigned, write } from './der'
import { sha256Bytes } from './digest'
import { readPublicKey, type SignatureAlgorithm } from './signature'

const SIGNED_DATA = oid('1.2.840.113549.1.7.2')
const DATA = oid('1.2.840.113549.1.7.1')
const CONTENT_TYPE = oid('1.2.840.113549.1.9.3')
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4')
const SIGNING_CERTIFICATE_V2 = oid('1.2.840.113549.1.9.16.2.47')
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'))
const ALGORITHMS: Readonly<Record<SignatureAlgorithm, Uint8Array>> = {
  'ecdsa-p256-sha256': sequence(oid('1.2.840.10045.4.3.2')),
  'rsa-pkcs1-sha256': sequence(oid('1.2.840.113549.1.1.11'), write(tag.null))
}

/**
 * The signed attributes of a detached CMS signature (RFC 5652 §5.3, RFC 5035), as SET OF in DER: the bytes that the key signs.
 * Exactly contentType, messageDigest and signingCertificateV2 (SHA-256, its default, left out as DER demands).
 */
export function signedAttributes(messageDigest: Uint8Array, certificate: Certificate): Uint8Array {
  const certificateId = sequence(write(tag.octetString, sha256Bytes(certificate.der)))
  return setOf(
    sequence(CONTENT_TYPE, setOf(DATA)),
    sequence(MESSAGE_DIGEST, setOf(write(tag.octetString, messageDigest))),
    sequence(SIGNING_CERTIFICATE_V2, setOf(sequence(sequence(certificateId))))
  )
}

/** The one accepted spelling of a detached signature: one signer, one certificate, no unsigned attributes. */
export function writeCms(
  messageDigest: Uint8Array,
  certificate: Certificate,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array
): Uint8Array {
  const attributes = signedAttributes(messageDigest, certificate)
  const signer = sequence(
    unsigned(1n),
    sequence(certificate.issuer, certificate.serial),
    SHA256,
    concat(Uint8Array.of(tag.context0), attributes.subarray(1)),
    ALGORITHMS[algorithm],
    write(tag.octetString, signature)
  )
  const signedData = sequence(unsigned(1n), setOf(SHA256), sequence(DATA), write(tag.context0, certificate.der), setOf(signer))
  return sequence(SIGNED_DATA, write(tag.context0, signedData))
}

/**
 * Takes the certificate and the signature out of a CMS and demands that `writeCms` gives the same bytes back, so nothing else can be in it.
 * The signature itself is not checked here. Throws `evidence/container-altered`, `evidence/not-der`.
 */
export function readCms(bytes: Uint8Array, messageDigest: Uint8Array): { certificate: Certificate; signature: Uint8Array } {
  const outer = readAll(readOne(bytes, tag.sequence).content)
  const signedData = children(child(children(child(outer, 1, tag.context0), tag.context0), 0, tag.sequence), tag.sequence)
  const certificate = readCertificate(child(signedData, 3, tag.context0).content)
  const signer = children(child(children(child(signedData, 4, tag.set), tag.set), 0, tag.sequence), tag.sequence)
  const signature = child(signer, 5, tag.octetString).content
  const key = readPublicKey(certificate.spki)
  if (key === null) throw new AssayError('evidence/unsupported-key', { what: 'the PDF' })
  if (!sameBytes(writeCms(messageDigest, certificate, key.algorithm, signature), bytes))
    throw new AssayError('evidence/container-altered', { what: 'the PDF signature', reason: 'its CMS is not the canonical one' })
  return { certificate, signature }
}

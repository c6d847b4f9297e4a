import { AssayError } from '../../../shared/model/errors'
import { envelope as envelopeSchema } from '../../../shared/model/statement'
import { concat, fromBase64, toBase64, utf8 } from './bytes'
import { canonicalJson, parseCanonical } from './canonical-json'
import { readCertificate, type Certificate } from './certificate'
import { checkSignature, readPublicKey, type PublicKey } from './signature'

const MAX_ENVELOPE_BYTES = 1 << 20

/** How a signature is checked; `checkSignature` unless a test wants another. */
export type SignatureCheck = (key: PublicKey, message: Uint8Array, signature: Uint8Array) => boolean

export type OpenedEnvelope = { payload: Uint8Array; payloadType: string; certificate: Certificate; signature: Uint8Array }

/** DSSE pre-authentication encoding: the bytes that are signed. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  return concat(utf8(`DSSEv1 ${utf8(payloadType).length} ${payloadType} ${payload.length} `), payload)
}

/** The one accepted spelling of an envelope: canonical JSON, canonical base64. */
export function sealEnvelope(payloadType: string, payload: Uint8Array, signer: Certificate, signature: Uint8Array): Uint8Array {
  return canonicalJson({
    payload: toBase64(payload),
    payloadType,
    signatures: [{ certificate: toBase64(signer.der), keyid: signer.keyId, sig: toBase64(signature) }]
  })
}

/**
 * Opens an envelope in its one accepted spelling and checks its signature by the key of the certificate inside, whose digest is the key id.
 * Whether that key is anybody's is not judged here, nor whether the payload names this certificate.
 * Throws `evidence/not-canonical`, `container-altered`, `not-der`, `unsupported-key`, `signature-invalid`.
 */
export function openEnvelope(bytes: Uint8Array, payloadType: string, what: string, check: SignatureCheck = checkSignature): OpenedEnvelope {
  if (bytes.length > MAX_ENVELOPE_BYTES) throw altered(what, 'it is too long')
  const parsed = envelopeSchema.safeParse(parseCanonical(bytes, what))
  const entry = parsed.data?.signatures[0]
  if (!parsed.success || !entry) throw altered(what, 'it has other parts than an envelope')
  if (parsed.data.payloadType !== payloadType) throw altered(what, 'its payload is of another type')
  const payload = decode(parsed.data.payload, what)
  const signature = decode(entry.sig, what)
  const certificate = readCertificate(decode(entry.certificate, what))
  if (certificate.keyId !== entry.keyid) throw altered(what, 'its key id is not that of its certificate')
  const key = readPublicKey(certificate.spki)
  if (key === null) throw new AssayError('evidence/unsupported-key', { what })
  if (!check(key, preAuthEncoding(payloadType, payload), signature)) throw new AssayError('evidence/signature-invalid', { what })
  return { payload, payloadType, certificate, signature }
}

function decode(text: string, what: string): Uint8Array {
  const bytes = fromBase64(text)
  if (bytes === null) throw altered(what, 'its base64 is not the canonical one')
  return bytes
}

function altered(what: string, reason: string): AssayError {
  return new AssayError('evidence/container-altered', { what, reason })
}

import { createPublicKey, verify as verifyWith } from 'node:crypto'
import { concat } from '../../src/main/core/evidence/bytes'
import type { SignatureCheck } from '../../src/main/core/evidence/dsse'
import { ecdsaFromDer } from '../../src/main/core/evidence/signature'
import { oid, sequence, tag, write } from '../../src/main/core/evidence/der'
import { reportVerifier } from '../../src/main/print/verify-pdf'
import type { Rebuild } from '../../src/main/ports/print'
import type { Verdict } from '../../src/shared/model/verification'

const NOW = '2026-12-01T00:00:00Z'
/** Verdicts that a reader could take for "unaltered". */
const ACCEPTED: ReadonlySet<Verdict> = new Set([
  'valid',
  'valid-unknown-signer',
  'pages-not-checked',
  'trust-expired',
  'trust-older',
  'trust-invalid'
])

/** Whether a changed file gets through; exceptions are failures of the verifier and are thrown on. */
export async function accepts(pdf: Uint8Array, rebuild: Rebuild, check?: SignatureCheck): Promise<boolean> {
  const { verdict } = await reportVerifier.verifyPdf(pdf, rebuild, { now: NOW, ...(check ? { check } : {}) })
  return ACCEPTED.has(verdict)
}

/** ECDSA by node's OpenSSL: thirty times as fast as the pure one, behind the same strict reading of the DER. */
export const opensslCheck: SignatureCheck = (key, message, signature) => {
  if (key.algorithm !== 'ecdsa-p256-sha256') throw new Error('the attacks use P-256')
  const compact = ecdsaFromDer(signature)
  if (compact === null) return false
  const spki = sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), write(tag.bitString, Uint8Array.of(0), key.point))
  try {
    return verifyWith(
      'sha256',
      message,
      { key: createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), dsaEncoding: 'ieee-p1363' },
      compact
    )
  } catch {
    return false
  }
}

export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}

export function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return concat(bytes.subarray(0, at), insert, bytes.subarray(at + remove))
}

/** Numbers below `limit` from a seed (xorshift32). */
export function numbers(seed: number): (limit: number) => number {
  let state = seed | 0 || 1
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

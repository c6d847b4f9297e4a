import { z } from 'zod'
import { sha256 } from './dataset'

export const signatureAlgorithm = z.enum(['ecdsa-p256-sha256', 'rsa-pkcs1-sha256'])

/** What an identity says of itself: claims, printed as such. */
export const identityClaims = z.strictObject({
  name: z.string().min(1).max(64),
  organisation: z.string().max(64).optional(),
  email: z.email().max(200).optional()
})
export type IdentityClaims = z.infer<typeof identityClaims>

/** One key of this computer, without its secret. */
export type Identity = IdentityClaims & {
  keyId: string
  algorithm: z.infer<typeof signatureAlgorithm>
  createdAt: string
  /** DER of the X.509 certificate. */
  certificate: Uint8Array
}

/** Everything of a key file but the ciphertext; its canonical JSON is the additional data of AES-256-GCM. Byte strings are base64. */
export const keyFileHeader = z.strictObject({
  schema: z.literal(1),
  claims: identityClaims,
  algorithm: signatureAlgorithm,
  createdAt: z.string(),
  keyId: sha256,
  certificate: z.string(),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z
      .int()
      .min(1 << 14)
      .max(1 << 20),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.string()
  }),
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), nonce: z.string() })
})
export type KeyFileHeader = z.infer<typeof keyFileHeader>

/** A private key (PKCS #8) under a passphrase; `ciphertext` ends with the tag of 16 bytes. */
export const keyFile = z.strictObject({ header: keyFileHeader, ciphertext: z.string() })
export type KeyFile = z.infer<typeof keyFile>

import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from './bytes'

/** SHA-256, 32 bytes. */
export function sha256Bytes(bytes: Uint8Array): Uint8Array {
  return sha256(bytes)
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes))
}

/** A digest as people compare it: groups of four, separated by spaces. */
export function grouped(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(' ') ?? ''
}

/** How bytes cross: as themselves over a message port (structured clone), as base64 over HTTP. Number of the serializer in both. */
export const BINARY = 100

export type BinarySerializer = {
  type: number
  condition: (value: unknown) => boolean
  serialize: (value: unknown) => unknown
  deserialize: (value: unknown) => unknown
}

const isBytes = (value: unknown): boolean => value instanceof Uint8Array

/** `serialize` is called again on what it returns, so that must not be a Uint8Array. */
export const portBinary: BinarySerializer = {
  type: BINARY,
  condition: isBytes,
  serialize: (value) => exactBuffer(value as Uint8Array),
  deserialize: (value) => new Uint8Array(value as ArrayBuffer)
}

export const httpBinary: BinarySerializer = {
  type: BINARY,
  condition: isBytes,
  serialize: (value) => toBase64(value as Uint8Array),
  deserialize: (value) => fromBase64(value as string)
}

/** oRPC leaves its JSON codec out only when the transfer option answers with a list: an empty one means "clone, transfer nothing". */
export function cloneIfBinary(message: unknown): [] | null {
  const body = (message as readonly { body?: { meta?: unknown[][] } }[])[2]?.body
  return Array.isArray(body?.meta) && body.meta.some((entry) => entry[0] === BINARY) ? [] : null
}

const exactBuffer = (bytes: Uint8Array): ArrayBufferLike =>
  bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer

const DIGITS = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const PAD = 61

/** Digit by digit: a string made of characters, for `btoa`, takes twenty times as long. */
function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3))
  const digit = (bits: number): number => DIGITS[bits & 63] as number
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const bits = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text[to] = digit(bits >> 18)
    text[to + 1] = digit(bits >> 12)
    text[to + 2] = at + 1 < bytes.length ? digit(bits >> 6) : PAD
    text[to + 3] = at + 2 < bytes.length ? digit(bits) : PAD
  }
  return new TextDecoder().decode(text)
}

/** Throws where the text is not base64. */
function fromBase64(text: string): Uint8Array {
  const raw = atob(text)
  const bytes = new Uint8Array(raw.length)
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at)
  return bytes
}

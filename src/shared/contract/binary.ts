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

const PIECE = 0x8000

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(text)
}

function fromBase64(text: string): Uint8Array {
  const raw = atob(text)
  const bytes = new Uint8Array(raw.length)
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at)
  return bytes
}

import { concat } from './bytes'
import { canonicalJson, parseCanonical } from './canonical-json'
import { sha256Hex } from './digest'

const NEWLINE = 10

/** What the next line builds on: its number, and the SHA-256 of the line before without its newline (64 zeros for the first). */
export type ChainHead = { seq: number; prev: string }

/** The frame of a line in a hash chain. */
export type Linked = { v: 1; seq: number; at: string; prev: string }

export const CHAIN_START: ChainHead = { seq: 0, prev: '0'.repeat(64) }

/** The bytes of one more line, newline included, and the head after it. A line is canonical JSON. */
export function appendLine<Body extends object>(
  head: ChainHead,
  at: string,
  body: Body
): { bytes: Uint8Array; head: ChainHead; line: Linked & Body } {
  const line = { v: 1 as const, seq: head.seq, at, prev: head.prev, ...body }
  const text = canonicalJson(line)
  return { bytes: concat(text, Uint8Array.of(NEWLINE)), head: after(head, text), line }
}

export type CheckedChain<Line> = {
  lines: Line[]
  head: ChainHead
  /** Bytes up to the last whole line; less than the file's where a crash tore a line that was never acknowledged. */
  whole: number
  /** Number of the first line (1-based) that does not follow from the one before, or is not a line of this kind. */
  brokenAt: number | null
}

/** Reads a file of chained lines; `parse` gives null for what is no line of this kind. */
export function checkChain<Line extends { seq: number; prev: string }>(
  bytes: Uint8Array,
  parse: (value: unknown) => Line | null
): CheckedChain<Line> {
  const lines: Line[] = []
  let head = CHAIN_START
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    const text = bytes.subarray(start, end)
    const line = readLine(text, parse)
    if (line?.seq !== head.seq || line.prev !== head.prev) return { lines, head, whole: start, brokenAt: lines.length + 1 }
    lines.push(line)
    head = after(head, text)
    start = end + 1
  }
  return { lines, head, whole: start, brokenAt: null }
}

function after(head: ChainHead, text: Uint8Array): ChainHead {
  return { seq: head.seq + 1, prev: sha256Hex(text) }
}

function readLine<Line>(text: Uint8Array, parse: (value: unknown) => Line | null): Line | null {
  try {
    return parse(parseCanonical(text, 'the line'))
  } catch {
    return null
  }
}

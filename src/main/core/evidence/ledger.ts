import { ledgerLine, type LedgerEvent, type LedgerLine } from '../../../shared/model/ledger'
import { canonicalJson, parseCanonical } from './canonical-json'
import { sha256Hex } from './digest'

const GENESIS = '0'.repeat(64)
const NEWLINE = 10

/** What the next line builds on: its number, and the SHA-256 of the line before. */
export type LedgerHead = { seq: number; prev: string }

export const LEDGER_START: LedgerHead = { seq: 0, prev: GENESIS }

/** The bytes of one more line, newline included, and the head after it. A line is canonical JSON. */
export function nextLine(head: LedgerHead, at: string, event: LedgerEvent): { bytes: Uint8Array; head: LedgerHead; line: LedgerLine } {
  const line = { v: 1, seq: head.seq, at, prev: head.prev, ...event } as LedgerLine
  const text = canonicalJson(line)
  const bytes = new Uint8Array(text.length + 1)
  bytes.set(text)
  bytes[text.length] = NEWLINE
  return { bytes, head: { seq: head.seq + 1, prev: sha256Hex(text) }, line }
}

export type ReadLedger = {
  lines: LedgerLine[]
  head: LedgerHead
  /** Bytes up to the last whole line; less than the file's where a crash tore a line that was never acknowledged. */
  whole: number
  /** Number of the first line (1-based) that does not follow from the one before, or is not a ledger line. */
  brokenAt: number | null
}

/** Reads a ledger and checks its chain. */
export function readLedger(bytes: Uint8Array): ReadLedger {
  const lines: LedgerLine[] = []
  let head = LEDGER_START
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    const text = bytes.subarray(start, end)
    const line = readLine(text, head)
    if (line === null) return { lines, head, whole: start, brokenAt: lines.length + 1 }
    lines.push(line)
    head = { seq: head.seq + 1, prev: sha256Hex(text) }
    start = end + 1
  }
  return { lines, head, whole: start, brokenAt: null }
}

function readLine(text: Uint8Array, head: LedgerHead): LedgerLine | null {
  try {
    const parsed = ledgerLine.safeParse(parseCanonical(text, 'the ledger'))
    return parsed.success && parsed.data.seq === head.seq && parsed.data.prev === head.prev ? parsed.data : null
  } catch {
    return null
  }
}

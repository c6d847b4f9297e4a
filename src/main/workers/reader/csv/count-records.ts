import { LONGEST_LINE } from '../limits'

/** What the counter found at the end of the bytes; `firstNull` is the record of the first U+0000 outside quotes, or −1. */
export type RecordCount = { records: number; longest: number; firstNull: number }

export type RecordCounter = {
  /** True while every record so far is within the longest line allowed. */
  push(bytes: Uint8Array): boolean
  end(): RecordCount
}

/** Kinds of bytes. */
const ORDINARY = 0
const LF = 1
const CR = 2
const QUOTE = 3
const DELIMITER = 4
const NULL = 5
/** Where in a cell the scan is. */
const START = 0
const PLAIN = 1
const QUOTED = 2
const AFTER_QUOTE = 3

type State = typeof START | typeof PLAIN | typeof QUOTED | typeof AFTER_QUOTE

/**
 * Counts CSV records over raw UTF-8 bytes, independently of the parser: a line end (LF, CR LF or CR) outside quotes ends a record; a line without any byte
 * is no record; a quote opens only at the start of a cell. `quote` is 0 for files without quoting.
 */
export function createRecordCounter(quote: number, delimiter: number): RecordCounter {
  const kinds = kindsOf(quote, delimiter)
  let [records, longest, firstNull] = [0, 0, -1]
  let state: State = START
  let lastWasCr = false
  /** Position of the piece's first byte in the file, and of the record's. */
  let [base, begin] = [0, 0]

  const endLine = (at: number): void => {
    if (at > begin) records++
    if (at - begin > longest) longest = at - begin
    begin = at + 1
    state = START
  }
  /** Outside quotes, for every byte that is not ordinary. */
  const outside = (kind: number, at: number): void => {
    if (kind === LF && lastWasCr && begin === at) begin = at + 1
    else if (kind === LF || kind === CR) endLine(at)
    else if (kind === QUOTE) state = state === PLAIN ? PLAIN : QUOTED
    else if (kind === DELIMITER) state = START
    else {
      if (kind === NULL && firstNull < 0) firstNull = records + 1
      state = PLAIN
    }
    lastWasCr = kind === CR
  }
  /** A piece without quotes, CR and U+0000, begun outside quotes: only LF counts. */
  const pushPlain = (bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0x0a) outside(LF, base + i)
    const last = kinds[bytes[bytes.length - 1] as number]
    state = last === LF || last === DELIMITER ? START : PLAIN
  }
  const pushAny = (bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; i++) {
      const kind = kinds[bytes[i] as number] as number
      if (state === QUOTED) {
        if (kind === QUOTE) state = AFTER_QUOTE
      } else if (kind !== ORDINARY) outside(kind, base + i)
      else state = PLAIN
    }
  }
  const push = (bytes: Uint8Array): boolean => {
    const plain =
      bytes.length > 0 && state !== QUOTED && (quote === 0 || !bytes.includes(quote)) && !bytes.includes(0x0d) && !bytes.includes(0)
    if (plain) pushPlain(bytes)
    else pushAny(bytes)
    base += bytes.length
    return base - begin <= LONGEST_LINE && longest <= LONGEST_LINE
  }
  return {
    push,
    end() {
      if (base > begin) endLine(base)
      return { records, longest, firstNull }
    }
  }
}

function kindsOf(quote: number, delimiter: number): Uint8Array {
  const kinds = new Uint8Array(256)
  kinds[0] = NULL
  kinds[0x0a] = LF
  kinds[0x0d] = CR
  kinds[delimiter] = DELIMITER
  if (quote !== 0) kinds[quote] = QUOTE
  return kinds
}

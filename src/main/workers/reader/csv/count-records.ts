import { LONGEST_LINE } from '../limits'

const LF = 10
const CR = 13

/** What the counter found at the end of the bytes; `lines` counts line ends inside quotes too. */
export type RecordCount = { records: number; longest: number; quotedLineEnds: number; firstNull: number }

export type RecordCounter = {
  /** True while every record so far is within the longest line allowed. */
  push(bytes: Uint8Array): boolean
  end(): RecordCount
}

/**
 * Counts CSV records over raw UTF-8 bytes, independently of the parser: a line end outside quotes ends a record; a line without any byte is no record.
 * Line ends are LF, CR LF or CR (a file's first line end decides). `quote` is 0 for files without quoting.
 */
export function createRecordCounter(quote: number, delimiter: number): RecordCounter {
  let [records, length, longest, quotedLineEnds, firstNull] = [0, 0, 0, 0, -1]
  // 0 at the start of a cell, 1 inside a plain cell, 2 inside quotes, 3 after a quote inside quotes
  let state = 0
  let lastWasCr = false

  const push = (bytes: Uint8Array): boolean => {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number
      if (state === 2) {
        if (byte === quote) state = 3
        else if (byte === LF) quotedLineEnds++
        length++
        continue
      }
      if (byte === LF || byte === CR) {
        if (byte === CR || !lastWasCr) {
          if (length > 0) records++
          if (length > longest) longest = length
          length = 0
        }
        lastWasCr = byte === CR
        state = 0
        continue
      }
      lastWasCr = false
      length++
      if (byte === quote && quote !== 0 && state !== 1) state = 2
      else if (byte === delimiter) state = 0
      else {
        if (byte === 0 && firstNull < 0) firstNull = records + 1
        state = 1
      }
    }
    return length <= LONGEST_LINE && longest <= LONGEST_LINE
  }
  return {
    push,
    end() {
      if (length > 0) records++
      return { records, longest: Math.max(longest, length), quotedLineEnds, firstNull }
    }
  }
}

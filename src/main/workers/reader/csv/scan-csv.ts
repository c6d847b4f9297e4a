import { createHash } from 'node:crypto'
import { AssayError } from '../../../../shared/model/errors'
import type { FileFacts } from '../context'
import { LONGEST_LINE } from '../limits'
import { piecesOf, type Source } from '../open-source'
import { createRecordCounter } from './count-records'
import type { CsvPlan } from './plan-csv'

/** Hashes a UTF-8 CSV file and counts its records in one pass over the same bytes. */
export async function scanCsv(source: Source, plan: CsvPlan, onBytes: (bytes: number) => void): Promise<FileFacts> {
  const hash = createHash('sha256')
  const { quote, delimiter, header } = plan.reading
  const counter = createRecordCounter(quote === '' ? 0 : quote.charCodeAt(0), delimiter.charCodeAt(0))
  let first = true
  for await (const piece of piecesOf(source.handle)) {
    if (source.sha256 === undefined) hash.update(piece)
    const fits = counter.push(first ? withoutMark(piece) : piece)
    first = false
    if (!fits) throw tooLong(source.name, counter.end().records)
    onBytes(piece.length)
  }
  const { records, longest, firstNull } = counter.end()
  if (longest > LONGEST_LINE) throw tooLong(source.name, records)
  if (firstNull >= 0) throw new AssayError('import/null-byte', { file: source.name, line: firstNull })
  return { sha256: source.sha256 ?? hash.digest('hex'), rows: header ? Math.max(0, records - 1) : records }
}

function tooLong(file: string, records: number): AssayError {
  return new AssayError('import/line-too-long', { file, line: records, most: LONGEST_LINE })
}

/** Without the UTF-8 byte order mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

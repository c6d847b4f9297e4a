import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Rejected } from './context'

/** Too many rows of a file do not fit, by what its format lets one mend. */
export function mostlyUnreadable(
  file: string,
  format: DatasetManifest['reading']['format'],
  rejections: readonly Rejected[],
  rows: number
): AssayError {
  const about = { file, rejected: rejections.length, rows }
  if (format !== 'json' && format !== 'jsonl') return new AssayError('import/mostly-unreadable', about)
  return new AssayError('import/mostly-bad-json', {
    ...about,
    line: rejections.reduce((first, { line }) => Math.min(first, line), Infinity)
  })
}

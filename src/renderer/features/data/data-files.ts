import type { FileChoice } from '../../../shared/host-bridge'

export const DATA_FILES: FileChoice = {
  title: 'Data to audit',
  many: true,
  extensions: ['csv', 'tsv', 'txt', 'gz', 'parquet', 'json', 'jsonl', 'ndjson', 'arrow', 'feather']
}

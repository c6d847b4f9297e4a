import type { Inferred, Physical } from '../csv/infer-type'

/** `isText`: the file itself holds texts. */
export type ParquetColumn = { inferred: Inferred; cast: Physical; isText?: boolean }

const INTEGERS = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER'])
const WIDE_INTEGERS = new Set(['UBIGINT', 'HUGEINT', 'UHUGEINT'])

/** How a column of DuckDB type `type` is stored; `large` tells whether it holds integers beyond 64 bits with sign. */
export async function physicalOf(type: string, large: () => Promise<boolean>): Promise<ParquetColumn> {
  const said = type.toLowerCase()
  const as = (cast: Physical, reason: string): ParquetColumn => ({ cast, inferred: { physical: cast, reason } })
  if (INTEGERS.has(type)) return as('BIGINT', `whole numbers (the file's type is ${said})`)
  if (WIDE_INTEGERS.has(type)) {
    return (await large())
      ? as('VARCHAR', 'whole numbers beyond 64 bits: kept as text, digit for digit')
      : as('BIGINT', `whole numbers (the file's type is ${said})`)
  }
  if (type === 'BOOLEAN') return as('BOOLEAN', "the file's type is boolean")
  if (type === 'FLOAT' || type === 'DOUBLE' || type.startsWith('DECIMAL')) return as('DOUBLE', `numbers (the file's type is ${said})`)
  if (type === 'DATE') return as('DATE', "the file's type is date")
  if (type.startsWith('TIMESTAMP')) return as('TIMESTAMP', `the file's type is ${said}, kept in UTC`)
  if (type === 'VARCHAR' || type.startsWith('ENUM')) return { ...as('VARCHAR', 'text'), isText: true }
  return as('VARCHAR', `values of type ${said.length > 40 ? `${said.slice(0, 40)}…` : said} are kept as text`)
}

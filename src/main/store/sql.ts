/** Text as an SQL literal, for the few statements that take no parameters. U+0000 cannot stand in one. */
export function quotedString(text: string): string {
  if (text.includes('\0')) throw new Error('U+0000 in an SQL literal')
  return `'${text.replaceAll("'", "''")}'`
}

/** Generated column names only: c0, c1 … */
export function storedName(stored: string): string {
  if (!/^c\d+$/.test(stored)) throw new Error('not a generated column name')
  return stored
}

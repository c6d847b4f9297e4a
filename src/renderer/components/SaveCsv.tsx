import { Anchor } from '@mantine/core'
import { csvBytes } from '../../shared/reading/csv'
import { notifyError } from '../app/notify'
import { host } from '../state/connection'
import type { CellValue } from './compare-values'
import { fileNameOf } from './file-name'

/** Saves what a table or picture shows, as CSV that no spreadsheet takes for formulas. */
export function SaveCsv({
  name,
  header,
  rows
}: {
  name: string
  header: readonly string[]
  rows: () => readonly (readonly CellValue[])[]
}) {
  const save = (): void => {
    host()
      .save(`${fileNameOf(name)}.csv`, csvBytes(header, rows()), 'text/csv')
      .catch(notifyError)
  }
  return (
    <Anchor component="button" type="button" size="xs" onClick={save}>
      Save as CSV
    </Anchor>
  )
}

import { Tooltip } from '@mantine/core'
import type { ImportPreview } from '../../../../shared/contract/data'
import { counted } from '../../../../shared/words/format'
import { columnName } from '../../plan/role-edits'
import styles from '../data.module.css'

const SHOWN = 12

/** The first rows under what an import would make of each column. */
export function PreviewTable({ preview: { columns, rows, more } }: { preview: ImportPreview }) {
  return (
    <>
      <div className={styles.previewFrame} role="region" aria-label="The first rows" tabIndex={0}>
        <table className={styles.previewTable}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.stored} scope="col">
                  {column.name}
                  <Tooltip label={column.typeReason}>
                    <span className={styles.type} tabIndex={0}>
                      {column.type}
                    </span>
                  </Tooltip>
                  <Tooltip label={column.roleReason}>
                    <span className={styles.role} tabIndex={0}>
                      {columnName(column.role)}
                    </span>
                  </Tooltip>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, at) => (
              <tr key={at}>
                {columns.map((column, i) => (
                  <td key={column.stored} className={isNumeric(column.type) ? styles.number : undefined}>
                    {row[i] ?? <span className="muted">missing</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">
        {columns.length} columns; the first {counted(Math.min(SHOWN, rows.length), 'row')}
        {more ? ' of more' : ''}. Types and roles come from these rows; the import looks at all.
      </p>
    </>
  )
}

const isNumeric = (type: string): boolean => type === 'integer' || type === 'number'

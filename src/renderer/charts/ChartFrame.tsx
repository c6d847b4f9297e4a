import { ActionIcon, Menu } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { RowData } from '@tanstack/react-table'
import { notifyError } from '../app/notify'
import { DataTable, type Column } from '../components/DataTable'
import { fileNameOf } from '../components/file-name'
import { IconChart, IconDownload, IconTable } from '../components/icons'
import { Panel } from '../components/Panel'
import { host } from '../state/connection'
import { pngBytes } from './export'
import styles from './charts.module.css'

/** The same figures as rows. */
export type Twin<T> = { columns: readonly Column<T>[]; rows: readonly T[]; keyOf: (row: T) => string }

type Props<T> = {
  title: string
  /** Under the picture: how to read it. */
  note?: ReactNode
  /** Null: the table stands beside the picture already. */
  twin: Twin<T> | null
  /** The picture as SVG text; null while it is not drawn. */
  svg: () => Promise<string> | null
  level?: 2 | 3
  children: ReactNode
}

/** Every picture has a table twin and goes out as SVG, PNG and (from the table) CSV. */
export function ChartFrame<T extends RowData>({ title, note, twin, svg, level = 2, children }: Props<T>) {
  const [asTable, setAsTable] = useState(false)
  const actions = (
    <>
      {twin === null ? null : (
        <ActionIcon
          aria-label={asTable ? `Show “${title}” as a picture` : `Show “${title}” as a table`}
          title={asTable ? 'Show the picture' : 'Show as a table'}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <IconChart size={16} /> : <IconTable size={16} />}
        </ActionIcon>
      )}
      {asTable ? null : <SaveMenu title={title} svg={svg} />}
    </>
  )
  return (
    <Panel title={title} actions={actions} level={level}>
      {asTable && twin !== null ? <DataTable caption={title} {...twin} /> : children}
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
    </Panel>
  )
}

function SaveMenu({ title, svg }: { title: string; svg: Props<unknown>['svg'] }) {
  const save = (kind: 'svg' | 'png'): void => {
    const text = svg()
    if (text === null) return
    text
      .then((picture) => (kind === 'png' ? pngBytes(picture) : new TextEncoder().encode(picture)))
      .then((bytes) => host().save(`${fileNameOf(title)}.${kind}`, bytes, kind === 'png' ? 'image/png' : 'image/svg+xml'))
      .catch(notifyError)
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Save “${title}”`} title="Save the picture">
          <IconDownload size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('png')}>Save as PNG</Menu.Item>
        <Menu.Item onClick={() => save('svg')}>Save as SVG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { ShutDoor } from '../../../shared/contract/about'
import { count, timeText } from '../../../shared/words/format'
import { notifyError } from '../../app/notify'
import { CopyButton } from '../../components/CopyButton'
import { DataTable, type Column } from '../../components/DataTable'
import { Hash } from '../../components/Hash'
import { Panel } from '../../components/Panel'
import { QuestionTitle } from '../../components/QuestionTitle'
import { engine } from '../../state/connection'
import { bytesText } from '../data/bytes-text'
import styles from './about.module.css'

type Versions = Awaited<ReturnType<ReturnType<typeof engine>['about']['versions']>>
type AirGap = Awaited<ReturnType<ReturnType<typeof engine>['about']['airGap']>>

/** What runs here, to the byte, and which ways out of this computer are shut. */
export default function AboutPage() {
  const [versions, setVersions] = useState<Versions | null>(null)
  const [airGap, setAirGap] = useState<AirGap | null>(null)
  const look = useCallback((): void => void engine().about.airGap().then(setAirGap, notifyError), [])
  useEffect(() => {
    engine().about.versions().then(setVersions, notifyError)
    look()
  }, [look])
  return (
    <>
      <QuestionTitle>What is running here, and can anything leave?</QuestionTitle>
      <div className={styles.panels}>
        {airGap === null ? null : <Doors airGap={airGap} onLook={look} />}
        {versions === null ? null : <Program versions={versions} />}
      </div>
    </>
  )
}

const MAIN = [
  ['electron', 'Electron'],
  ['chrome', 'Chromium'],
  ['node', 'Node'],
  ['v8', 'V8'],
  ['openssl', 'OpenSSL']
] as const

function Program({ versions }: { versions: Versions }) {
  const { made, host, runtime, platform, memoryBytes, threads } = versions
  return (
    <Panel title="Program" actions={<CopyButton text={JSON.stringify(versions, null, 2)} label="Copy all" words />}>
      <dl className={styles.facts}>
        <dt>Product</dt>
        <dd>
          {made.product} {made.version}
        </dd>
        <dt>Build</dt>
        <dd>
          <Hash value={made.build} what="the digest of the build" digits={64} />
        </dd>
        <dt>DuckDB</dt>
        <dd>{made.duckdb}</dd>
        <dt>Typst</dt>
        <dd>{made.typst}</dd>
        <dt>Templates of the report</dt>
        <dd>
          <Hash value={made.templates} what="the digest of the templates" digits={64} />
        </dd>
        <dt>Fonts of the report</dt>
        <dd>
          <Hash value={made.fonts} what="the digest of the fonts" digits={64} />
        </dd>
        <dt>Shown by</dt>
        <dd>{host === 'window' ? 'a desktop window' : 'a browser on this computer'}</dd>
        <dt>Run by</dt>
        <dd>{MAIN.flatMap(([key, name]) => (runtime[key] === undefined ? [] : [`${name} ${runtime[key]}`])).join(', ')}</dd>
        <dt>System</dt>
        <dd>{platform}</dd>
        <dt>Limits</dt>
        <dd>
          {bytesText(memoryBytes)} of memory, {threads} threads
        </dd>
      </dl>
      <p className="muted">
        The digests of build, templates and fonts stand in every report: whoever has the same ones gets the same bytes.
      </p>
    </Panel>
  )
}

const COLUMNS: readonly Column<ShutDoor>[] = [
  { id: 'name', title: 'Way out', value: ({ name }) => name },
  { id: 'how', title: 'How it is shut', value: ({ how }) => how, wrap: true },
  { id: 'tried', title: 'Tried since the start', value: ({ tried }) => tried, align: 'right' }
]

function Doors({ airGap: { doors, since }, onLook }: { airGap: AirGap; onLook: () => void }) {
  const tried = doors.reduce((sum, door) => sum + door.tried, 0)
  return (
    <Panel
      title="Air gap"
      actions={
        <Button variant="default" onClick={onLook}>
          Count again
        </Button>
      }
    >
      <p className={styles.lead}>
        Assay makes no request to any network. Since {timeText(since)}{' '}
        {tried === 0 ? 'nothing tried to.' : `something tried ${count(tried)} times, and was refused.`}
      </p>
      {doors.length === 0 ? null : (
        <DataTable caption="Ways out that are shut" columns={COLUMNS} rows={doors} keyOf={({ name }) => name} maxHeight={40} />
      )}
      <p className="muted">
        A program cannot prove its own silence. To test it from outside, run it in a network namespace without devices, or watch its
        sockets: it listens on none, or, in a browser, on 127.0.0.1 alone.
      </p>
    </Panel>
  )
}

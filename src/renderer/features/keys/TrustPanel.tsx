import { useState } from 'react'
import type { OpenedTrustFile } from '../../../shared/contract/trust'
import type { TrustEntry } from '../../../shared/model/trust'
import { timeText } from '../../../shared/words/format'
import { DataTable, type Column } from '../../components/DataTable'
import { DropZone } from '../../components/DropZone'
import { ErrorNote } from '../../components/ErrorNote'
import { Hash } from '../../components/Hash'
import { Panel } from '../../components/Panel'
import { saidBy, type Said } from '../../rpc'
import { engine } from '../../state/connection'
import styles from './keys.module.css'

const TRUST = { title: 'Trust file', many: false, extensions: ['json'] }

const COLUMNS: readonly Column<TrustEntry>[] = [
  { id: 'name', title: 'Name', value: ({ claimedName }) => claimedName },
  { id: 'roles', title: 'May sign as', value: ({ roles }) => roles.join(', ') },
  {
    id: 'status',
    title: 'Status',
    value: ({ status, compromisedAt }) =>
      compromisedAt === undefined ? status : `${status}, in other hands since ${timeText(compromisedAt)}`,
    wrap: true
  },
  { id: 'from', title: 'From', value: ({ validFrom }) => timeText(validFrom).slice(0, 10) },
  { id: 'to', title: 'To', value: ({ validTo }) => timeText(validTo).slice(0, 10) },
  {
    id: 'key',
    title: 'Fingerprint',
    value: ({ keyId }) => keyId,
    render: ({ keyId, claimedName }) => <Hash value={keyId} what={`the fingerprint of ${claimedName}`} digits={20} />
  }
]

/** Whom an organisation vouches for. The root key is compared by a second channel: nothing is trusted on first use. */
export function TrustPanel() {
  const [opened, setOpened] = useState<OpenedTrustFile | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const open = (file: string): void => {
    engine()
      .trust.open({ file })
      .then(
        (found) => {
          setOpened(found)
          setSaid(null)
        },
        (error: unknown) => {
          setOpened(null)
          setSaid(saidBy(error))
        }
      )
  }
  return (
    <Panel title="Look into a trust file">
      <DropZone
        choice={TRUST}
        button="Choose a trust file"
        hint="or drop one here"
        onFiles={([file]) => {
          if (file !== undefined) open(file)
        }}
      />
      {said === null ? null : <ErrorNote said={said} />}
      {opened === null ? null : (
        <>
          <dl className={styles.facts}>
            <dt>Organisation</dt>
            <dd>{opened.file.organisation}</dd>
            <dt>Version</dt>
            <dd>
              {opened.file.version}, expires {timeText(opened.file.expiresAt)}
            </dd>
            <dt>Judgement</dt>
            <dd>
              <span className="mono">{opened.judgement.code}</span>
              {opened.judgement.detail === '' ? '' : `: ${opened.judgement.detail}`}
            </dd>
            <dt>Root key, to be compared by a second channel</dt>
            <dd>
              <Hash value={opened.rootKeyId} what="the fingerprint of the root key" digits={64} />
            </dd>
          </dl>
          <DataTable
            caption="Keys that the organisation vouches for"
            columns={COLUMNS}
            rows={opened.file.entries}
            keyOf={({ keyId }) => keyId}
            maxHeight={20}
          />
        </>
      )}
    </Panel>
  )
}

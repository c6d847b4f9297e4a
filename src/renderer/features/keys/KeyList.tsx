import { Button, Modal, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { ListedKey } from '../../../shared/contract/keys'
import { timeText } from '../../../shared/words/format'
import { notify, notifyError } from '../../app/notify'
import { DataTable, type Column } from '../../components/DataTable'
import { ErrorNote } from '../../components/ErrorNote'
import { fileNameOf } from '../../components/file-name'
import { Hash } from '../../components/Hash'
import { Panel } from '../../components/Panel'
import { saidBy, type Said } from '../../rpc'
import { engine, host } from '../../state/connection'
import styles from './keys.module.css'

const ALGORITHM: Record<ListedKey['algorithm'], string> = { 'ecdsa-p256-sha256': 'ECDSA P-256', 'rsa-pkcs1-sha256': 'RSA' }

type Props = { keys: readonly ListedKey[]; onChange: () => void }

export function KeyList({ keys, onChange }: Props) {
  const [request, setRequest] = useState<ListedKey | null>(null)
  const [removal, setRemoval] = useState<ListedKey | null>(null)
  const columns: readonly Column<ListedKey>[] = [
    { id: 'name', title: 'Name', value: ({ name }) => name },
    { id: 'organisation', title: 'Organisation', value: ({ organisation }) => organisation ?? '' },
    { id: 'algorithm', title: 'Algorithm', value: ({ algorithm }) => ALGORITHM[algorithm] },
    { id: 'created', title: 'Since', value: ({ createdAt }) => timeText(createdAt).slice(0, 10) },
    {
      id: 'keyId',
      title: 'Fingerprint',
      value: ({ keyId }) => keyId,
      render: ({ keyId, name }) => <Hash value={keyId} what={`the fingerprint of ${name}`} digits={20} />
    },
    {
      id: 'actions',
      title: 'Give out',
      value: () => '',
      render: (key) => (
        <span className={styles.actions}>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => void saveCertificate(key)}
            aria-label={`Save the certificate of ${key.name}`}
          >
            Certificate
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => setRequest(key)}
            aria-label={`Save a certificate request of ${key.name}`}
          >
            Request (CSR)
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => setRemoval(key)}
            aria-label={`Remove the key of ${key.name}`}
          >
            Remove
          </Button>
        </span>
      )
    }
  ]
  return (
    <Panel title="Keys of this computer">
      {keys.length === 0 ? (
        <p className="muted">There is none yet. Make one below, or import one that your organisation issued.</p>
      ) : (
        <DataTable caption="Keys of this computer" columns={columns} rows={keys} keyOf={({ keyId }) => keyId} maxHeight={20} />
      )}
      {request === null ? null : <RequestDialog of={request} onClose={() => setRequest(null)} />}
      {removal === null ? null : (
        <RemoveDialog
          of={removal}
          onClose={() => setRemoval(null)}
          onDone={() => {
            setRemoval(null)
            onChange()
          }}
        />
      )}
    </Panel>
  )
}

const savePem = async (name: string, pem: string): Promise<void> => {
  await host().save(name, new TextEncoder().encode(pem), 'application/x-pem-file')
}

async function saveCertificate({ keyId, name }: ListedKey): Promise<void> {
  try {
    const { pem } = await engine().keys.certificate({ key: keyId })
    await savePem(`${fileNameOf(name)}.pem`, pem)
  } catch (error) {
    notifyError(error)
  }
}

/** A request is signed by the key itself, so its passphrase is needed. */
function RequestDialog({ of: { keyId, name }, onClose }: { of: ListedKey; onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      const { pem } = await engine().keys.request({ key: keyId, passphrase })
      await savePem(`${fileNameOf(name)}.csr`, pem)
      onClose()
    } catch (error) {
      setSaid(saidBy(error))
    } finally {
      setPassphrase('')
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={`Certificate request of ${name}`}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p>For an authority that issues certificates. The key itself never leaves this computer.</p>
        <PasswordInput
          data-autofocus
          label="Passphrase of the key"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {said === null ? null : <ErrorNote said={said} />}
        <Button type="submit" loading={busy} disabled={passphrase === ''}>
          Save the request
        </Button>
      </form>
    </Modal>
  )
}

function RemoveDialog({ of: { keyId, name }, onClose, onDone }: { of: ListedKey; onClose: () => void; onDone: () => void }) {
  const remove = (): void => {
    engine()
      .keys.remove({ keyId })
      .then(() => {
        notify(`The key of ${name} was removed.`)
        onDone()
      }, notifyError)
  }
  return (
    <Modal opened onClose={onClose} title={`Remove the key of ${name}`}>
      <div className={styles.form}>
        <p>
          It cannot be brought back without a backup. Reports that it signed stay valid; nobody can sign with it any more from this
          computer.
        </p>
        <p className="mono">{keyId}</p>
        <div className={styles.actions}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button color="red" onClick={remove}>
            Remove it
          </Button>
        </div>
      </div>
    </Modal>
  )
}

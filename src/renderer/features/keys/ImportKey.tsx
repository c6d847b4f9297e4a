import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { notify, notifyError } from '../../app/notify'
import { ErrorNote } from '../../components/ErrorNote'
import { Panel } from '../../components/Panel'
import { saidBy, type Said } from '../../rpc'
import { engine, host } from '../../state/connection'
import { fileName } from '../verify/file-name'
import styles from './keys.module.css'

const PKCS12 = { title: 'PKCS#12 file', many: false, extensions: ['p12', 'pfx'] }

/** A key with its certificate, as an organisation issues it. */
export function ImportKey({ onDone }: { onDone: () => void }) {
  const [file, setFile] = useState<string | null>(null)
  const [filePassphrase, setFilePassphrase] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  const [busy, setBusy] = useState(false)
  const choose = (): void => {
    host()
      .chooseFiles(PKCS12)
      .then(([chosen]) => {
        if (chosen !== undefined) setFile(chosen)
      })
      .catch(notifyError)
  }
  const bring = async (): Promise<void> => {
    if (file === null) return
    setBusy(true)
    setSaid(null)
    try {
      const { name } = await engine().keys.import({ file, filePassphrase, passphrase })
      notify(`The key of ${name} was imported.`)
      setFile(null)
      onDone()
    } catch (error) {
      setSaid(saidBy(error))
    } finally {
      setFilePassphrase('')
      setPassphrase('')
      setBusy(false)
    }
  }
  return (
    <Panel title="Import a key (PKCS#12)">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          void bring()
        }}
      >
        <div className={styles.file}>
          <span className={styles.fileLabel}>File</span>
          <span className={styles.actions}>
            <Button variant="default" onClick={choose}>
              Choose a file
            </Button>
            <span className={file === null ? 'muted' : 'mono'}>{file === null ? '.p12 or .pfx' : fileName(file)}</span>
          </span>
        </div>
        <PasswordInput
          label="Passphrase of the file"
          autoComplete="off"
          value={filePassphrase}
          onChange={(event) => setFilePassphrase(event.currentTarget.value)}
        />
        <PasswordInput
          label="New passphrase on this computer"
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <div className={styles.submit}>
          <Button type="submit" loading={busy} disabled={file === null || passphrase === ''}>
            Import the key
          </Button>
        </div>
      </form>
      {said === null ? null : <ErrorNote said={said} />}
    </Panel>
  )
}

import { useCallback, useEffect, useState } from 'react'
import type { ListedKey } from '../../../shared/contract/keys'
import { notifyError } from '../../app/notify'
import { QuestionTitle } from '../../components/QuestionTitle'
import { engine } from '../../state/connection'
import { CreateKey } from './CreateKey'
import { ImportKey } from './ImportKey'
import { KeyList } from './KeyList'
import { TrustPanel } from './TrustPanel'
import { VouchPanel } from './VouchPanel'
import styles from './keys.module.css'

/** The identities of this computer, and whom others vouch for. */
export default function KeysPage() {
  const [keys, setKeys] = useState<readonly ListedKey[] | null>(null)
  const read = useCallback((): void => void engine().keys.list().then(setKeys, notifyError), [])
  useEffect(read, [read])
  return (
    <>
      <QuestionTitle>Who may sign here, and whose signatures count?</QuestionTitle>
      <p className={styles.intro}>
        Keys lie on this computer, outside every project, encrypted under a passphrase that nobody can recover. A name is a claim; what
        counts is the fingerprint, compared by a second channel.
      </p>
      {keys === null ? null : (
        <div className={styles.panels}>
          <KeyList keys={keys} onChange={read} />
          <CreateKey onDone={read} />
          <ImportKey onDone={read} />
          <TrustPanel />
          {keys.length < 1 ? null : <VouchPanel keys={keys} />}
        </div>
      )}
    </>
  )
}

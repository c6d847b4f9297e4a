import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { notify } from '../../app/notify'
import { ErrorNote } from '../../components/ErrorNote'
import { Panel } from '../../components/Panel'
import { saidBy, type Said } from '../../rpc'
import { engine } from '../../state/connection'
import styles from './keys.module.css'

const EMPTY = { name: '', organisation: '', email: '', passphrase: '', again: '' }

/** A new key, with claims that are printed as claims. */
export function CreateKey({ onDone }: { onDone: () => void }) {
  const [fields, setFields] = useState(EMPTY)
  const [said, setSaid] = useState<Said | null>(null)
  const [busy, setBusy] = useState(false)
  const { name, organisation, email, passphrase, again } = fields
  const differs = again !== '' && again !== passphrase
  const ready = name.trim() !== '' && passphrase !== '' && again === passphrase
  const set =
    (key: keyof typeof EMPTY) =>
    (event: React.ChangeEvent<HTMLInputElement>): void => {
      const { value } = event.currentTarget
      setFields((before) => ({ ...before, [key]: value }))
    }
  const create = async (): Promise<void> => {
    setBusy(true)
    setSaid(null)
    try {
      const claims = {
        name: name.trim(),
        ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
        ...(email.trim() === '' ? {} : { email: email.trim() })
      }
      await engine().keys.create({ claims, passphrase })
      notify(`A key for ${claims.name} was made.`)
      setFields(EMPTY)
      onDone()
    } catch (error) {
      setSaid(saidBy(error))
      setFields((before) => ({ ...before, passphrase: '', again: '' }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title="Make a key">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void create()
        }}
      >
        <TextInput label="Name" withAsterisk value={name} maxLength={64} onChange={set('name')} />
        <TextInput label="Organisation" value={organisation} maxLength={64} onChange={set('organisation')} />
        <TextInput label="Email" type="email" value={email} onChange={set('email')} />
        <PasswordInput label="Passphrase" withAsterisk autoComplete="new-password" value={passphrase} onChange={set('passphrase')} />
        <PasswordInput
          label="Passphrase again"
          withAsterisk
          autoComplete="new-password"
          value={again}
          error={differs ? 'It is not the same.' : undefined}
          onChange={set('again')}
        />
        <div className={styles.submit}>
          <Button type="submit" loading={busy} disabled={!ready}>
            Make the key
          </Button>
        </div>
      </form>
      {said === null ? null : <ErrorNote said={said} />}
    </Panel>
  )
}

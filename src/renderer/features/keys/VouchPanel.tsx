import { Button, MultiSelect, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ListedKey } from '../../../shared/contract/keys'
import { signOffRole, type SignOffRole } from '../../../shared/model/statement'
import { counted } from '../../../shared/words/format'
import { notify, notifyError } from '../../app/notify'
import { ErrorNote } from '../../components/ErrorNote'
import { Panel } from '../../components/Panel'
import { saidBy, type Said } from '../../rpc'
import { engine, host } from '../../state/connection'
import { useSession } from '../../state/session'
import styles from './keys.module.css'

const TRUST = { title: 'Trust file to extend', many: false, extensions: ['json'] }
const STATUSES = ['active', 'retired', 'revoked'] as const

type Fields = {
  file: string
  organisation: string
  root: string | null
  passphrase: string
  keys: string[]
  roles: SignOffRole[]
  days: number
  status: (typeof STATUSES)[number]
}

/** The next version of a trust file, signed by an organisation's root key. */
export function VouchPanel({ keys }: { keys: readonly ListedKey[] }) {
  const folder = useSession((state) => state.folder)
  const [fields, setFields] = useState<Fields>({
    file: folder === null ? '' : `${folder}/trust.json`,
    organisation: keys[0]?.organisation ?? '',
    root: keys[0]?.keyId ?? null,
    passphrase: '',
    keys: [],
    roles: ['preparer'],
    days: 365,
    status: 'active'
  })
  const [said, setSaid] = useState<Said | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<Fields>): void => setFields((before) => ({ ...before, ...change }))
  const named = keys.map(({ keyId, name }) => ({ value: keyId, label: `${name} · ${keyId.slice(0, 12)}` }))
  const { file, organisation, root, passphrase, roles, days, status } = fields
  const ready = file !== '' && organisation !== '' && root !== null && passphrase !== '' && fields.keys.length > 0 && roles.length > 0
  const choose = (): void => {
    host()
      .chooseFiles(TRUST)
      .then(([chosen]) => {
        if (chosen !== undefined) set({ file: chosen })
      })
      .catch(notifyError)
  }
  const write = async (): Promise<void> => {
    if (root === null) return
    setBusy(true)
    setSaid(null)
    try {
      const { version, entries } = await engine().trust.write({
        file,
        organisation,
        root,
        passphrase,
        keys: fields.keys,
        roles,
        days,
        status
      })
      notify(`Version ${version} of the trust file is written: ${counted(entries, 'key')}.`)
    } catch (error) {
      setSaid(saidBy(error))
    } finally {
      set({ passphrase: '' })
      setBusy(false)
    }
  }
  return (
    <Panel title="Vouch for keys in a trust file">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void write()
        }}
      >
        <div className={styles.file}>
          <TextInput
            label="Trust file"
            description="A new one is made where there is none"
            value={file}
            onChange={(event) => set({ file: event.currentTarget.value })}
          />
          <Button variant="default" size="compact-xs" onClick={choose}>
            Choose one that exists
          </Button>
        </div>
        <TextInput label="Organisation" value={organisation} onChange={(event) => set({ organisation: event.currentTarget.value })} />
        <Select label="Root key, which signs the file" data={named} value={root} onChange={(value) => set({ root: value })} />
        <MultiSelect searchable label="Keys it vouches for" data={named} value={fields.keys} onChange={(value) => set({ keys: value })} />
        <MultiSelect
          searchable
          label="They may sign as"
          data={[...signOffRole.options]}
          value={roles}
          onChange={(value) => set({ roles: signOffRole.options.filter((role) => value.includes(role)) })}
        />
        <Select
          label="Status"
          data={[...STATUSES]}
          value={status}
          onChange={(value) => set({ status: STATUSES.find((one) => one === value) ?? status })}
        />
        <NumberInput
          label="Days until the file expires"
          min={1}
          max={3660}
          value={days}
          onChange={(value) => set({ days: Number(value) })}
        />
        <PasswordInput
          label="Passphrase of the root key"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => set({ passphrase: event.currentTarget.value })}
        />
        <div className={styles.submit}>
          <Button type="submit" loading={busy} disabled={!ready}>
            Sign and write
          </Button>
        </div>
      </form>
      {said === null ? null : <ErrorNote said={said} />}
    </Panel>
  )
}

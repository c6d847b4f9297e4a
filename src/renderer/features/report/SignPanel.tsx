import { Button, PasswordInput, Radio, Select, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ListedKey } from '../../../shared/contract/keys'
import type { SignOffRole } from '../../../shared/model/statement'
import { notify, notifyError } from '../../app/notify'
import { hrefOf } from '../../app/router'
import { ErrorNote } from '../../components/ErrorNote'
import { Panel } from '../../components/Panel'
import { saidBy, type Said } from '../../rpc'
import { engine } from '../../state/connection'
import { openReport, type OpenReport } from '../../state/report'
import { nextRoles } from './next-roles'
import styles from './report.module.css'

const ROLES: Record<SignOffRole, string> = {
  preparer: 'preparer: ran the audit',
  reviewer: 'reviewer: checked it',
  approver: 'approver: takes responsibility, signs last'
}

/** One more signature over the report's digest. The passphrase goes to the engine once and is not kept. */
export function SignPanel({ folder, open }: { folder: string; open: OpenReport }) {
  const [keys, setKeys] = useState<readonly ListedKey[] | null>(null)
  useEffect(() => {
    engine().keys.list().then(setKeys, notifyError)
  }, [])
  const roles = nextRoles(open.signOffs.map(({ role }) => role))
  if (roles.length === 0)
    return (
      <Panel title="Sign">
        <p>The approver has signed: nobody signs after. A correction is a new report that names this one.</p>
      </Panel>
    )
  if (keys === null) return null
  const used = new Set(open.signOffs.map(({ keyId }) => keyId))
  const free = keys.filter(({ keyId }) => !used.has(keyId))
  if (free.length === 0)
    return (
      <Panel title="Sign">
        <p>
          {keys.length === 0
            ? 'There is no key on this computer yet.'
            : 'Every key of this computer has signed already, and one key signs in one role only.'}{' '}
          <a href={hrefOf('keys')}>Make or import one.</a>
        </p>
      </Panel>
    )
  return <SignForm folder={folder} digest={open.digest} keys={free} roles={roles} />
}

type FormProps = { folder: string; digest: string; keys: readonly ListedKey[]; roles: readonly SignOffRole[] }

function SignForm({ folder, digest, keys, roles }: FormProps) {
  const [key, setKey] = useState<string | null>(keys[0]?.keyId ?? null)
  const [role, setRole] = useState<SignOffRole>(roles[0] ?? 'preparer')
  const [decision, setDecision] = useState<'accept' | 'dissent'>('accept')
  const [reasons, setReasons] = useState('')
  const [independence, setIndependence] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said | null>(null)
  const lacking = decision === 'dissent' && reasons.trim() === ''
  const sign = async (): Promise<void> => {
    if (key === null) return
    setBusy(true)
    setSaid(null)
    try {
      await engine().report.sign({ folder, report: digest, sign: { key, passphrase, role, decision, reasons, independence } })
      notify(`Signed as ${role}.`)
      await openReport(folder, digest)
    } catch (error) {
      setSaid(saidBy(error))
    } finally {
      setPassphrase('')
      setBusy(false)
    }
  }
  return (
    <Panel title="Sign">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void sign()
        }}
      >
        <Select
          label="Identity"
          description="The name in the report is a claim; the key is what counts"
          data={keys.map(({ keyId, name, organisation }) => ({
            value: keyId,
            label: `${name}${organisation === undefined ? '' : `, ${organisation}`} · ${keyId.slice(0, 12)}`
          }))}
          value={key}
          onChange={setKey}
        />
        <Select
          label="Role"
          data={roles.map((value) => ({ value, label: ROLES[value] }))}
          value={role}
          onChange={(value) => setRole(roles.find((one) => one === value) ?? role)}
        />
        <Radio.Group label="Decision" value={decision} onChange={(value) => setDecision(value === 'dissent' ? 'dissent' : 'accept')}>
          <div className={styles.radios}>
            <Radio size="xs" value="accept" label="accept" />
            <Radio size="xs" value="dissent" label="dissent" />
          </div>
        </Radio.Group>
        <Textarea
          label="Reasons"
          description={decision === 'dissent' ? 'A dissent gives its reasons' : 'If there is anything to say'}
          withAsterisk={decision === 'dissent'}
          autosize
          minRows={2}
          maxRows={8}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
        <Textarea
          label="Independence"
          description="How you stand to the model and its owner, in your own words"
          autosize
          minRows={2}
          maxRows={6}
          value={independence}
          onChange={(event) => setIndependence(event.currentTarget.value)}
        />
        <PasswordInput
          label="Passphrase of the key"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {said === null ? null : <ErrorNote said={said} />}
        <Button type="submit" loading={busy} disabled={key === null || passphrase === '' || lacking}>
          Sign as {role}
        </Button>
        <p className="muted">
          A signature shows that these bytes are unchanged since somebody holding the key signed them. It does not show who that person is,
          or that the conclusions are right.
        </p>
      </form>
    </Panel>
  )
}

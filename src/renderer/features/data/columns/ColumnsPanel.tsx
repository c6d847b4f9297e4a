import { Button, NativeSelect, Tooltip } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ColumnProfile, DatasetProfile } from '../../../../shared/model/column-profile'
import { role, type Column as DataColumn, type DatasetManifest, type Role } from '../../../../shared/model/dataset'
import { percent } from '../../../../shared/words/format'
import { notifyError } from '../../../app/notify'
import { DataTable, type Column } from '../../../components/DataTable'
import { Panel } from '../../../components/Panel'
import { engine } from '../../../state/connection'
import { runJob } from '../../../state/jobs'
import { ROLE_CHOICES } from '../../plan/form/ColumnsSection'
import { Problems } from '../../plan/Problems'
import { columnName } from '../../plan/role-edits'
import { useProjectPlan } from '../../plan/use-plan'
import { goTo } from '../../../app/router'
import { changeRole } from '../change-role'
import styles from '../data.module.css'
import { ColumnProfileView } from './ColumnProfileView'
import { Spark } from './Histogram'

const NOT_PLANNED = { value: '', label: 'not in the plan', disabled: true }

type Row = DataColumn & { profile: ColumnProfile | undefined; planned: Role | null; rows: number }

/** Type and role of every column with their reasons; the plan's role can be changed here. */
export function ColumnsPanel({ folder, manifest }: { folder: string; manifest: DatasetManifest }) {
  const plan = useProjectPlan()
  const [profile, setProfile] = useState<DatasetProfile | null>(null)
  const [busy, setBusy] = useState(false)
  const [chosen, choose] = useState<string | null>(null)
  const valid = plan.kind === 'open' ? plan.plan : null
  const rows = useMemo(
    () =>
      manifest.columns.map((column): Row => ({
        ...column,
        rows: manifest.rows,
        profile: profile?.columns.find(({ stored }) => stored === column.stored),
        planned: valid?.columns[column.name]?.role ?? null
      })),
    [manifest, profile, valid]
  )
  const look = (): void => {
    setBusy(true)
    runJob('Profiles of the columns', engine().profile.columns({ folder, dataset: manifest.id }))
      .then(setProfile, notifyError)
      .finally(() => setBusy(false))
  }
  const columns = useMemo(() => columnsOf(valid !== null, profile !== null), [valid, profile])
  const shown = rows.find(({ stored }) => stored === chosen)?.profile ?? (profile === null ? undefined : firstShown(profile))
  return (
    <Panel
      title="Columns"
      actions={
        profile === null ? (
          <Button variant="default" loading={busy} onClick={look}>
            Show what each column holds
          </Button>
        ) : null
      }
    >
      <p className={styles.about}>
        {valid === null
          ? 'Roles are proposals until a plan states them.'
          : 'The role is the plan’s; changing it here changes the plan and checks it again.'}
        {profile === null ? ' Looking at what columns hold is noted in the ledger.' : ''}
      </p>
      {plan.kind === 'open' ? <Problems problems={plan.problems} onLine={() => goTo('plan')} /> : null}
      <div className={profile === null ? undefined : styles.columnsAndProfile}>
        <DataTable
          caption="Columns of the dataset"
          columns={columns}
          rows={rows}
          keyOf={({ stored }) => stored}
          {...(profile === null ? {} : { onChoose: ({ stored }: Row) => choose(stored), chosen: shown?.stored ?? null })}
          maxHeight={36}
        />
        {shown === undefined ? null : <ColumnProfileView profile={shown} />}
      </div>
    </Panel>
  )
}

const firstShown = (profile: DatasetProfile): ColumnProfile | undefined =>
  profile.columns.find(({ shape }) => shape.kind === 'numbers' || shape.kind === 'categories')

function columnsOf(hasPlan: boolean, hasProfile: boolean): Column<Row>[] {
  return [
    { id: 'name', title: 'Column', value: ({ name }) => name },
    ...(hasProfile
      ? [
          {
            id: 'shape',
            title: 'Values',
            value: ({ profile }: Row) => profile?.shape.kind ?? '',
            render: ({ profile }: Row) => (profile === undefined ? null : <Spark shape={profile.shape} />)
          }
        ]
      : []),
    {
      id: 'type',
      title: 'Type',
      value: ({ type }) => type,
      render: ({ type, typeReason }) => <Reasoned text={type} reason={typeReason} />
    },
    {
      id: 'role',
      title: hasPlan ? 'Role in the plan' : 'Proposed role',
      value: ({ planned, role }) => (hasPlan ? (planned === null ? 'not in the plan' : columnName(planned)) : columnName(role)),
      render: (row) => (hasPlan ? <RoleSelect row={row} /> : <Reasoned text={columnName(row.role)} reason={row.roleReason} />)
    },
    ...(hasPlan
      ? [
          {
            id: 'proposed',
            title: 'Proposed',
            value: ({ role }: Row) => columnName(role),
            render: ({ role, roleReason }: Row) => <Reasoned text={columnName(role)} reason={roleReason} />
          }
        ]
      : []),
    {
      id: 'missing',
      title: 'Missing',
      value: ({ missing }) => missing,
      render: ({ missing, rows }) => (missing === 0 ? '0' : percent(missing / rows, 1)),
      align: 'right'
    },
    {
      id: 'distinct',
      title: 'Distinct',
      value: ({ distinct }) => distinct,
      ...({ align: 'right' } as const)
    }
  ]
}

function Reasoned({ text, reason }: { text: string; reason: string }) {
  return (
    <Tooltip label={reason} disabled={reason === ''}>
      <span className={styles.reasoned} tabIndex={-1}>
        {text}
      </span>
    </Tooltip>
  )
}

/** The system's own list: one of Mantine's in each row kept the page busy for a tenth of a second. */
function RoleSelect({ row }: { row: Row }) {
  return (
    <NativeSelect
      aria-label={`Role of ${row.name} in the plan`}
      w="12rem"
      variant="unstyled"
      data={row.planned === null ? [NOT_PLANNED, ...ROLE_CHOICES] : ROLE_CHOICES}
      value={row.planned ?? ''}
      onClick={(event) => event.stopPropagation()}
      onChange={({ currentTarget: { value } }) => {
        const chosen = role.safeParse(value)
        if (chosen.success && chosen.data !== row.planned) void changeRole(row.name, chosen.data)
      }}
    />
  )
}

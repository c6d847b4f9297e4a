import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { percent } from '../../../shared/words/format'
import { useParam } from '../../app/router'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import type { AuditedReason, AuditedReasons } from './audited-reasons'

const TITLE = 'How often each reason would be given'
const DIGITS = 1
const share = (value: number | null): string => (value === null ? '–' : percent(value, DIGITS))

/** Each reason's share of the declined: of all with its interval, and of the groups of one attribute side by side. */
export function Frequencies({ found }: { found: AuditedReasons }) {
  const attributes = useMemo(() => [...new Set(found.groups.map(({ attribute }) => attribute))], [found])
  const [wanted, setAttribute] = useParam('by', '')
  const attribute = attributes.includes(wanted) ? wanted : (attributes[0] ?? '')
  const columns = useMemo(() => columnsOf(found, attribute), [found, attribute])
  return (
    <Panel
      title={TITLE}
      actions={
        attributes.length < 2 ? null : (
          <SegmentedControl aria-label="Groups of" size="xs" data={attributes} value={attribute} onChange={setAttribute} />
        )
      }
    >
      <DataTable
        caption={attribute === '' ? TITLE : `${TITLE}, by ${attribute}`}
        columns={columns}
        rows={found.reasons}
        keyOf={({ text, features }) => `${text ?? ''} ${features}`}
        hatched={({ text }) => text === null}
        note={<span>{found.notes.join(' ')} Shares of groups are of their declined, without intervals.</span>}
      />
    </Panel>
  )
}

function columnsOf({ groups }: AuditedReasons, attribute: string): Column<AuditedReason>[] {
  return [
    { id: 'reason', title: 'Reason', value: ({ text }) => text ?? 'no reason stated', wrap: true },
    { id: 'features', title: 'Features', value: ({ features }) => features, wrap: true },
    {
      id: 'all',
      title: 'All',
      align: 'right',
      value: (reason) => reason.share,
      render: (reason) => (reason.measure === null ? share(reason.share) : <MeasureFigure measure={reason.measure} />)
    },
    ...groups.flatMap((group, at): Column<AuditedReason>[] =>
      group.attribute !== attribute
        ? []
        : [
            {
              id: `group ${group.name}`,
              title: group.name,
              align: 'right',
              value: (reason) => reason.groups?.[at] ?? null,
              render: (reason) => share(reason.groups?.[at] ?? null)
            }
          ]
    )
  ]
}

import { SegmentedControl } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { percent } from '../../../shared/words/format'
import { useParam } from '../../app/router'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import type { AuditedReason, AuditedReasons, ReasonShare } from './audited-reasons'

const TITLE = 'How often each reason would be given'
const DIGITS = 1
const figure = ({ share, measure }: ReasonShare): ReactNode =>
  measure !== null ? <MeasureFigure measure={measure} /> : share === null ? '–' : percent(share, DIGITS)

/** Each reason's share of the declined: of all and of the groups of one attribute side by side, with intervals. */
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
        note={<span>{found.notes.join(' ')} Shares of groups are of their declined.</span>}
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
      render: figure
    },
    ...groups.flatMap((group, at): Column<AuditedReason>[] =>
      group.attribute !== attribute
        ? []
        : [
            {
              id: `group ${group.name}`,
              title: group.name,
              align: 'right',
              value: ({ groups: shares }) => shares[at]?.share ?? null,
              render: ({ groups: shares }) => (shares[at] === undefined ? null : figure(shares[at]))
            }
          ]
    )
  ]
}

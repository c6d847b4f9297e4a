import { Select } from '@mantine/core'
import { useMemo } from 'react'
import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import { percent } from '../../../shared/words/format'
import { DataTable, type Column } from '../../components/DataTable'
import { Panel } from '../../components/Panel'
import type { Material } from '../assessment/choice'
import { changePlan } from '../plan/change-plan'
import type { AuditedReasons } from './audited-reasons'
import { CodeInput, FreedomSelect, TextInputOfReason } from './ReasonInputs'
import { freedomOf } from './reason-edits'
import { reasonRows, remarkOf, type ReasonRow } from './reason-rows'

type Props = {
  material: Material
  audited: ExplanationPlan
  /** Null: there is none that can be changed. */
  plan: ExplanationPlan | null
  found: AuditedReasons | null
  model: string
}

const TITLE = 'Features and their reasons'
const MOST = Array.from({ length: 10 }, (_, at) => String(at + 1))

/** The plan's table of reasons, to be read and written. */
export function ReasonTable({ material, audited, plan, found, model }: Props) {
  const shown = plan ?? audited
  const rows = useMemo(() => reasonRows(material, shown, audited, found, model), [material, found, shown, audited, model])
  const columns = useMemo(() => columnsOf(rows, plan, found !== null), [rows, plan, found])
  return (
    <Panel
      title={TITLE}
      actions={
        <Select
          aria-label="How many reasons a notice states at most"
          w="11rem"
          data={MOST.map((value) => ({ value, label: `at most ${value} a notice` }))}
          value={String(shown.most_reasons)}
          disabled={plan === null}
          onChange={(value) => {
            if (value !== null)
              void changePlan(`A notice states at most ${value}`, [
                { path: ['assessments', 'explanation', 'most_reasons'], value: Number(value) }
              ])
          }}
        />
      }
    >
      <DataTable
        caption={TITLE}
        columns={columns}
        rows={rows}
        keyOf={({ feature }) => feature}
        hatched={({ wording }) => wording === null}
        maxHeight={32}
        note={<span>Features with the same words count as one reason. Empty words take the reason out of the plan.</span>}
      />
    </Panel>
  )
}

function columnsOf(rows: readonly ReasonRow[], plan: ExplanationPlan | null, known: boolean): Column<ReasonRow>[] {
  const texts = [...new Set(rows.flatMap(({ wording }) => (wording === null ? [] : [wording.text])))]
  const frees = plan !== null && plan.attributions === undefined
  return [
    { id: 'feature', title: 'Feature', value: ({ feature }) => feature },
    {
      id: 'share',
      title: 'Of the declined',
      align: 'right',
      value: ({ last }) => last?.share ?? null,
      render: ({ last }) => (last === null || last.share === null ? '–' : percent(last.share, 1))
    },
    {
      id: 'code',
      title: 'Code',
      value: ({ wording }) => wording?.code ?? '',
      ...(plan === null ? {} : { render: (row: ReasonRow) => <CodeInput plan={plan} row={row} /> })
    },
    {
      id: 'reason',
      title: 'Reason that a notice states',
      value: ({ wording }) => wording?.text ?? '',
      ...(plan === null ? {} : { render: (row: ReasonRow) => <TextInputOfReason plan={plan} row={row} texts={texts} /> })
    },
    ...(frees
      ? [
          {
            id: 'freedom',
            title: 'A person could change it',
            value: ({ feature }: ReasonRow) => freedomOf(plan, feature),
            render: (row: ReasonRow) => <FreedomSelect plan={plan} row={row} />
          }
        ]
      : []),
    { id: 'remark', title: 'Remark', value: (row) => remarkOf(row, known), wrap: true }
  ]
}

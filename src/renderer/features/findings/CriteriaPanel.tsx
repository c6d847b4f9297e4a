import { useMemo } from 'react'
import type { Verdict } from '../../../shared/model/finding'
import { suppressed } from '../../../shared/reading/view'
import { probability, thresholdText } from '../../../shared/words/format'
import { INSUFFICIENT, measureText, OBSERVED, specOf } from '../../../shared/words/words'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import { VerdictSign } from '../../components/VerdictSign'
import type { OpenReport } from '../../state/report'
import styles from './findings.module.css'

/** Every criterion with its verdict, those that are met included. */
export function CriteriaPanel({ open }: { open: OpenReport }) {
  const columns = useMemo(() => columnsOf(open), [open])
  if (open.report.verdicts.length === 0) return null
  return (
    <div className={styles.criteria}>
      <Panel title="Every criterion and its verdict">
        <DataTable
          caption="Every criterion and its verdict"
          columns={columns}
          rows={open.report.verdicts}
          keyOf={(verdict) => `${verdict.criterion} ${verdict.measure}`}
        />
      </Panel>
    </div>
  )
}

function columnsOf({ view }: OpenReport): Column<Verdict>[] {
  const measure = (verdict: Verdict): ReturnType<typeof view.measure> => view.measure(verdict.measure)
  return [
    { id: 'verdict', title: 'Verdict', value: (v) => v.verdict, render: (v) => <VerdictSign verdict={v.verdict} /> },
    { id: 'criterion', title: 'Criterion', value: (v) => v.criterion },
    { id: 'kind', title: 'Kind', value: (v) => (v.primary ? 'primary' : 'exploratory') },
    {
      id: 'measure',
      title: 'Measure',
      value: (v) => {
        const m = measure(v)
        return m === undefined ? v.measure : measureText(m)
      }
    },
    {
      id: 'estimate',
      title: 'Estimate',
      align: 'right',
      value: (v) => {
        const m = measure(v)
        return m === undefined || suppressed(view, m) ? null : m.estimate
      },
      render: (v) => {
        const m = measure(v)
        return m === undefined ? '–' : <MeasureFigure measure={m} />
      }
    },
    {
      id: 'threshold',
      title: 'Threshold',
      align: 'right',
      value: (v) => {
        const m = measure(v)
        return m === undefined ? null : thresholdText(v.threshold.atLeast, v.threshold.atMost, specOf(m).unit)
      }
    },
    { id: 'observed', title: 'Estimate has', value: (v) => OBSERVED[v.observed] },
    {
      id: 'holm',
      title: 'p, Holm',
      align: 'right',
      value: (v) => v.failPHolm,
      render: (v) => (v.failPHolm === null ? '–' : probability(v.failPHolm))
    },
    { id: 'why', title: 'Why', value: (v) => (v.reason === undefined ? '' : INSUFFICIENT[v.reason]) }
  ]
}

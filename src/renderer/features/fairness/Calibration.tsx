import { useMemo } from 'react'
import { grouping } from '../../../shared/reading/view'
import { groupPath } from '../../../shared/model/measure-id'
import { CalibrationChart } from '../../charts/CalibrationChart'
import type { CalibrationPair } from '../../charts/specs/calibration'
import type { OpenReport } from '../../state/report'
import type { GroupSet } from './choice'
import { useDrawnGroups } from './drawn-groups'
import { GroupPicker } from './GroupPicker'

/** Calibration from the report's own measures, where the plan asked for it and labels allow it. */
export function Calibration({ open, set }: { open: OpenReport; set: GroupSet }) {
  const pairs = useMemo(() => pairsOf(set), [set])
  const { drawn } = useDrawnGroups()
  return pairs.length === 0 ? null : <CalibrationChart open={open} what={set.name} pairs={pairs} drawn={drawn} picker={<GroupPicker />} />
}

function pairsOf({ measures }: GroupSet): CalibrationPair[] {
  const bins = measures.filter((m) => m.metric === 'calibration_bin_rate' || m.metric === 'calibration_bin_score')
  const found = [...grouping(bins, (m) => `${groupPath(m.group)} ${m.at.bin ?? ''} ${m.at.class ?? ''}`).values()]
  return found.flatMap((of) => {
    const score = of.find((m) => m.metric === 'calibration_bin_score')
    const rate = of.find((m) => m.metric === 'calibration_bin_rate')
    return score?.estimate == null || rate?.estimate == null ? [] : [{ score, rate }]
  })
}

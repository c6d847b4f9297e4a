import { useMemo } from 'react'
import { METRICS } from '../../../shared/model/metrics'
import { forest } from '../../../shared/reading/forest'
import { ForestFigure } from '../../charts/ForestFigure'
import { inkOfGroup } from '../../charts/palette'
import type { OpenReport } from '../../state/report'
import type { FairnessPicture, GroupSet } from './choice'
import { partDrawn } from './part-drawn'

/** The one picture that answers: each group against its reference, and the criterion's stretch. */
export function ForestPanel({ open, set, picture }: { open: OpenReport; set: GroupSet; picture: FairnessPicture }) {
  const drawn = useMemo(() => forest(open.view, picture.sorted, set.name), [open, picture, set])
  const { name, toward } = METRICS[picture.metric]
  return (
    <ForestFigure
      drawn={drawn}
      title={`${name} by ${set.name}`}
      measures={picture.sorted}
      colourOf={(m) => inkOfGroup(open.report, m.group).colour}
      toward={toward}
      note={drawn === null ? '' : partDrawn(drawn.rows.length, picture.sorted.length)}
    />
  )
}

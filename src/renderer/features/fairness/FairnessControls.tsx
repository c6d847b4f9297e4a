import { SegmentedControl, Select } from '@mantine/core'
import { Controls } from '../../components/Controls'
import type { FairnessPicture, GroupSet, MetricChoice } from './choice'

type Props = {
  sets: readonly GroupSet[]
  set: GroupSet
  metrics: MetricChoice[]
  picture: FairnessPicture
  onSet: (key: string) => void
  onMetric: (metric: string) => void
  onReference: (kind: string) => void
}

const MOST_SEGMENTS = 5

export function FairnessControls({ sets, set, metrics, picture, onSet, onMetric, onReference }: Props) {
  const names = sets.map((one) => ({ value: one.key, label: one.name }))
  return (
    <Controls label="What to compare">
      {names.length <= MOST_SEGMENTS ? (
        <SegmentedControl aria-label="Groups of" data={names} value={set.key} onChange={onSet} />
      ) : (
        <Select label="Groups of" data={names} value={set.key} onChange={(key) => key !== null && onSet(key)} searchable w="14rem" />
      )}
      <Select
        aria-label="Measure"
        data={metrics}
        value={picture.metric}
        onChange={(metric) => metric !== null && onMetric(metric)}
        searchable
        w="18rem"
        maxDropdownHeight={360}
      />
      {picture.references.length < 2 ? null : (
        <Select
          aria-label="Held against"
          data={picture.references.map(({ value, label }) => ({ value, label: `against ${label}` }))}
          value={picture.against}
          onChange={(kind) => kind !== null && onReference(kind)}
          w="14rem"
        />
      )}
    </Controls>
  )
}

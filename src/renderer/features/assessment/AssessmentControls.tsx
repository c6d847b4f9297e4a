import { Select } from '@mantine/core'
import { Controls } from '../../components/Controls'
import { EVERYBODY, WHOLE, type Choice, type Options } from './choice'

type Props = {
  options: Options
  choice: Choice
  onMetric: (metric: string) => void
  onGroup: (group: string) => void
  onWindow: (window: string) => void
  onModel: (model: string) => void
}

/** What to look at; what leaves no choice is left out. */
export function AssessmentControls({ options, choice, onMetric, onGroup, onWindow, onModel }: Props) {
  return (
    <Controls label="What to look at">
      <Select
        aria-label="Measure"
        data={options.metrics}
        value={choice.metric}
        onChange={(value) => value !== null && onMetric(value)}
        searchable
        w="20rem"
      />
      <Choose label="Group" all={EVERYBODY} options={options.groups} value={choice.group} onChange={onGroup} />
      <Choose label="Window" all={WHOLE} words="the whole part" options={options.windows} value={choice.window} onChange={onWindow} />
      {options.models.length < 2 ? null : (
        <Select
          aria-label="Model"
          data={options.models}
          value={choice.model}
          onChange={(value) => value !== null && onModel(value)}
          w="12rem"
        />
      )}
    </Controls>
  )
}

type ChooseProps = {
  label: string
  all: string
  words?: string
  options: readonly string[]
  value: string
  onChange: (value: string) => void
}

function Choose({ label, all, words = all, options, value, onChange }: ChooseProps) {
  if (options.length === 0) return null
  const data = [{ value: all, label: words }, ...options.map((option) => ({ value: option, label: option }))]
  return (
    <Select aria-label={label} data={data} value={value} onChange={(chosen) => chosen !== null && onChange(chosen)} searchable w="14rem" />
  )
}

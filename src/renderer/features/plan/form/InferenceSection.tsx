import { Radio } from '@mantine/core'
import { NumberField, TextField } from './Fields'
import { usePlanForm } from './PlanFormContext'
import { Pair, Section } from './Section'
import { problemAt } from './value-at'

const KINDS = [
  {
    value: 'census',
    label: 'Census',
    text: 'The log is the whole population and the question is what happened. Verdicts by the point estimate, no interval, the word “observed”.'
  },
  { value: 'sample', label: 'Sample', text: 'Drawn from a frame of N by a named method. Intervals shrink as the frame is exhausted.' },
  { value: 'process', label: 'Process', text: 'How the model behaves when the process repeats, later applicants included.' }
]

/** There is no default: the verdicts depend on it. */
export function InferenceSection() {
  const { plan, problems, edit } = usePlanForm()
  const { inference } = plan
  const choose = (kind: string): void => {
    if (kind === inference.kind) return
    const value = kind === 'sample' ? { kind, frame: 1_000_000, method: 'simple random' } : { kind }
    edit('What the intervals are about', [{ path: ['inference'], value }])
  }
  return (
    <Section
      title="What the intervals are about"
      about="Intervals describe repetitions of the process under independence, not uncertainty about the recorded facts."
    >
      <Radio.Group
        aria-label="What the intervals are about"
        value={inference.kind}
        onChange={choose}
        error={problemAt(problems, ['inference'])?.message}
      >
        {KINDS.map(({ value, label, text }) => (
          <Radio key={value} value={value} label={label} description={text} mb="sm" size="xs" />
        ))}
      </Radio.Group>
      {inference.kind === 'sample' ? (
        <Pair>
          <NumberField path={['inference', 'frame']} label="Size of the frame" />
          <TextField path={['inference', 'method']} label="How it was drawn" />
        </Pair>
      ) : null}
    </Section>
  )
}

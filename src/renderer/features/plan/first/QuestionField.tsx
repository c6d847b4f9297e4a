import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PlanQuestion } from '../../../../shared/contract/plan'

export type Answer = string | string[]

type Props = { question: PlanQuestion; answer: Answer | undefined; onAnswer: (answer: Answer | undefined) => void }

/** One question with the control that fits its kind of answer. */
export function QuestionField({ question, answer: given, onAnswer }: Props) {
  const { text, options, required, otherwise } = question
  const answer = given ?? (otherwise === undefined ? undefined : proposed(question))
  const choices = options.map(({ value, text: meaning }) => ({
    value,
    label: value === '' || value === meaning ? meaning : `${value}: ${meaning}`
  }))
  const common = {
    label: text,
    mb: 'md',
    withAsterisk: required && otherwise === undefined,
    ...(otherwise === undefined || given !== undefined ? {} : { description: 'Proposed from the data' })
  }
  switch (question.answer) {
    case 'one':
      return (
        <Select
          {...common}
          data={choices}
          value={one(answer)}
          clearable={!required}
          allowDeselect={!required}
          searchable={choices.length > 8}
          onChange={(value) => onAnswer(value ?? undefined)}
        />
      )
    case 'several':
      return (
        <MultiSelect
          {...common}
          data={choices}
          value={several(answer)}
          searchable
          onChange={(value) => onAnswer(value.length === 0 ? undefined : value)}
        />
      )
    case 'texts':
    case 'numbers':
      return (
        <TagsInput
          {...common}
          size="xs"
          data={choices}
          value={several(answer)}
          onChange={(value) => onAnswer(value.length === 0 ? undefined : value)}
        />
      )
    default:
      return <TextAnswer common={common} numeric={question.answer === 'number'} answer={one(answer) ?? ''} onAnswer={onAnswer} />
  }
}

/** Lists are proposed with commas between. */
function proposed({ answer, otherwise = '' }: PlanQuestion): Answer {
  return answer === 'one' || answer === 'text' || answer === 'number'
    ? otherwise
    : otherwise.split(',').flatMap((part) => part.trim() || [])
}

const one = (answer: Answer | undefined): string | null => (typeof answer === 'string' ? answer : null)
const several = (answer: Answer | undefined): string[] => (Array.isArray(answer) ? answer : answer === undefined ? [] : [answer])

type TextProps = { common: { label: string }; numeric: boolean; answer: string; onAnswer: Props['onAnswer'] }

/** Taken when the field is left. */
function TextAnswer({ common, numeric, answer, onAnswer }: TextProps) {
  const [draft, setDraft] = useState(answer)
  const wrong = numeric && draft.trim() !== '' && !Number.isFinite(Number(draft))
  const commit = (): void => {
    if (!wrong && draft !== answer) onAnswer(draft.trim() === '' ? undefined : draft.trim())
  }
  return (
    <TextInput
      {...common}
      value={draft}
      inputMode={numeric ? 'decimal' : 'text'}
      error={wrong ? 'A number is needed here.' : undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}

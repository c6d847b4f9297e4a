import { Checkbox, MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PlanEdit } from '../../../../shared/contract/plan'
import { usePlanForm } from './PlanFormContext'
import { problemAt, textAt, valueAt, type Path } from './value-at'

type FieldProps = { path: Path; label: string; help?: string }

/** Left-out values are removed from the source, so that the default holds. */
const edited = (path: Path, value: unknown): PlanEdit => ({ path: [...path], value: value === '' ? undefined : value })

const described = (help: string | undefined): { description?: string } => (help === undefined ? {} : { description: help })

/** A text; taken when the field is left or Enter is pressed. */
export function TextField({ path, label, help, long = false, placeholder }: FieldProps & { long?: boolean; placeholder?: string }) {
  const { plan, problems, edit } = usePlanForm()
  const there = textAt(plan, path)
  const [draft, setDraft] = useState<string | null>(null)
  const [known, setKnown] = useState(there)
  if (known !== there) {
    setKnown(there)
    setDraft(null)
  }
  const commit = (): void => {
    if (draft !== null && draft !== there) edit(label, [edited(path, draft)])
  }
  const common = {
    label,
    ...described(help),
    value: draft ?? there,
    error: problemAt(problems, path)?.message,
    ...(placeholder === undefined ? {} : { placeholder }),
    onBlur: commit
  }
  return long ? (
    <Textarea {...common} autosize minRows={2} maxRows={6} onChange={(event) => setDraft(event.currentTarget.value)} />
  ) : (
    <TextInput
      {...common}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}

/** A number, left out where the field is empty. What is no number is kept in the field and said. */
export function NumberField({ path, label, help, placeholder }: FieldProps & { placeholder?: string }) {
  const { plan, problems, edit } = usePlanForm()
  const there = textAt(plan, path)
  const [draft, setDraft] = useState<string | null>(null)
  const [known, setKnown] = useState(there)
  if (known !== there) {
    setKnown(there)
    setDraft(null)
  }
  const text = draft ?? there
  const wrong = text !== '' && !Number.isFinite(Number(text))
  const commit = (): void => {
    if (draft !== null && draft !== there && !wrong) edit(label, [edited(path, draft.trim() === '' ? undefined : Number(draft))])
  }
  return (
    <TextInput
      label={label}
      {...described(help)}
      inputMode="decimal"
      value={text}
      error={wrong ? 'A number is needed here.' : problemAt(problems, path)?.message}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}

export type Choice = { value: string; label: string }

export function ChoiceField({
  path,
  label,
  help,
  choices,
  placeholder,
  searchable = false,
  optional = false
}: FieldProps & { choices: readonly Choice[]; placeholder?: string; searchable?: boolean; optional?: boolean }) {
  const { plan, problems, edit } = usePlanForm()
  const there = textAt(plan, path)
  return (
    <Select
      label={label}
      {...described(help)}
      data={[...choices]}
      value={there === '' ? null : there}
      error={problemAt(problems, path)?.message}
      searchable={searchable}
      clearable={optional}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(value) => edit(label, [edited(path, value ?? undefined)])}
    />
  )
}

export function SwitchField({ path, label, help }: FieldProps) {
  const { plan, edit } = usePlanForm()
  return (
    <Checkbox
      label={label}
      {...described(help)}
      checked={valueAt(plan, path) === true}
      onChange={(event) => edit(label, [{ path: [...path], value: event.currentTarget.checked }])}
    />
  )
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** Several of a closed list. */
export function SeveralField({ path, label, help, choices }: FieldProps & { choices: readonly (Choice | string)[] }) {
  const { plan, problems, edit } = usePlanForm()
  return (
    <MultiSelect
      label={label}
      {...described(help)}
      data={[...choices]}
      value={list(valueAt(plan, path))}
      error={problemAt(problems, path)?.message}
      searchable
      onChange={(value) => edit(label, [edited(path, value.length === 0 ? undefined : value)])}
    />
  )
}

/** Several texts of one's own. */
export function TagsField({ path, label, help, numbers = false }: FieldProps & { numbers?: boolean }) {
  const { plan, problems, edit } = usePlanForm()
  return (
    <TagsInput
      label={label}
      {...described(help)}
      size="xs"
      value={list(valueAt(plan, path))}
      error={problemAt(problems, path)?.message}
      onChange={(value) => edit(label, [edited(path, value.length === 0 ? undefined : numbers ? value.map(Number) : value)])}
    />
  )
}

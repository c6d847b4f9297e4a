import { Autocomplete, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import { changePlan } from '../plan/change-plan'
import { codeEdits, freedomEdits, freedomOf, FREEDOMS, textEdits, type Freedom } from './reason-edits'
import type { ReasonRow } from './reason-rows'
import styles from './explain.module.css'

type Props = { plan: ExplanationPlan; row: ReasonRow }

const MOST_TEXT = 500
const MOST_CODE = 40

/** What is being typed; given up when the plan says something else, or by Escape. */
function useDraft(there: string): [string, (draft: string | null) => void] {
  const [draft, setDraft] = useState<string | null>(null)
  const [known, setKnown] = useState(there)
  if (known !== there) {
    setKnown(there)
    setDraft(null)
  }
  return [draft ?? there, setDraft]
}

/** Words of a feature's reason; those of other features are offered, since the same words make one reason. */
export function TextInputOfReason({ plan, row, texts }: Props & { texts: readonly string[] }) {
  const { feature, wording } = row
  const [text, setDraft] = useDraft(wording?.text ?? '')
  const commit = (wanted: string): void => {
    const edits = textEdits(plan, feature, wanted)
    if (edits.length === 0) setDraft(null)
    else void changePlan(`Reason of ${feature} ${wanted.trim() === '' ? 'taken out' : 'changed'}`, edits)
  }
  return (
    <Autocomplete
      aria-label={`Reason of ${feature}`}
      className={styles.text}
      variant="unstyled"
      placeholder="no reason stated"
      maxLength={MOST_TEXT}
      data={texts.filter((one) => one !== wording?.text)}
      value={text}
      onChange={setDraft}
      onOptionSubmit={commit}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(text)
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}

/** The creditor's code; it belongs to the words, so that every feature with these words gets it. */
export function CodeInput({ plan, row: { feature, wording } }: Props) {
  const [code, setDraft] = useDraft(wording?.code ?? '')
  const commit = (): void => {
    const edits = codeEdits(plan, feature, code)
    if (edits.length === 0) setDraft(null)
    else void changePlan(`Code of the reason of ${feature} changed`, edits)
  }
  return (
    <TextInput
      aria-label={`Code of the reason of ${feature}`}
      className={styles.code}
      variant="unstyled"
      placeholder={wording === null ? '' : '–'}
      maxLength={MOST_CODE}
      disabled={wording === null}
      value={code}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}

const WORDS: Record<Freedom, string> = { either: 'either way', never: 'never', only_up: 'only up', only_down: 'only down' }
const WAYS = FREEDOMS.map((value) => ({ value, label: WORDS[value] }))
const isFreedom = (value: string | null): value is Freedom => FREEDOMS.some((one) => one === value)

/** Which changes of a feature are tried where it is asked what would turn a decision. */
export function FreedomSelect({ plan, row: { feature } }: Props) {
  return (
    <Select
      aria-label={`How a person could change ${feature}`}
      w="7.5rem"
      variant="unstyled"
      data={WAYS}
      value={freedomOf(plan, feature)}
      onChange={(value) => {
        if (isFreedom(value)) void changePlan(`${feature} can change ${WORDS[value]}`, freedomEdits(plan, feature, value))
      }}
    />
  )
}

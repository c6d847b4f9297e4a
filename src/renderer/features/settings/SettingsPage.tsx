import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../shared/model/settings'
import { notifyError, notifyUndoable } from '../../app/notify'
import { Panel } from '../../components/Panel'
import { QuestionTitle } from '../../components/QuestionTitle'
import { changeSettings, useSettings } from '../../state/settings'
import styles from './settings.module.css'

const THEMES = [
  { value: 'system', label: 'as the system' },
  { value: 'light', label: 'light' },
  { value: 'dark', label: 'dark' }
]
const THOUSANDS = [
  { value: 'thin-space', label: '1\u202f234\u202f567 (thin space)' },
  { value: 'comma', label: '1,234,567 (comma)' },
  { value: 'none', label: '1234567 (none)' }
]
const RATES = [
  { value: 'percent', label: '45.7\u202f%' },
  { value: 'fraction', label: '0.457' }
]
const GIB = 1 << 30

const oneOf = <T extends string>(choices: readonly { value: string }[], value: string | null, otherwise: T): T =>
  choices.some((choice) => choice.value === value) ? (value as T) : otherwise

/** Kept at once, and taken back with Ctrl Z. */
function change(what: string, part: Partial<Settings>): void {
  const before = useSettings.getState().settings
  changeSettings(part).then(() => notifyUndoable({ what, undo: () => changeSettings(before) }), notifyError)
}

export default function SettingsPage() {
  const { theme, level, memoryBytes, numbers } = useSettings((state) => state.settings)
  return (
    <>
      <QuestionTitle>How should Assay behave on this computer?</QuestionTitle>
      <p className={styles.intro}>No number of any report depends on these: a report follows its plan, on every computer alike.</p>
      <div className={styles.panels}>
        <Panel title="Looks">
          <div className={styles.fields}>
            <Select
              label="Theme"
              data={THEMES}
              value={theme}
              onChange={(value) => change('Theme changed', { theme: oneOf(THEMES, value, theme) })}
            />
            <Select
              label="Thousands"
              data={THOUSANDS}
              value={numbers.thousands}
              onChange={(value) =>
                change('Thousands changed', { numbers: { ...numbers, thousands: oneOf(THOUSANDS, value, numbers.thousands) } })
              }
            />
            <Select
              label="Rates"
              data={RATES}
              value={numbers.rates}
              onChange={(value) => change('Rates changed', { numbers: { ...numbers, rates: oneOf(RATES, value, numbers.rates) } })}
            />
          </div>
        </Panel>
        <Panel title="New plans">
          <div className={styles.fields}>
            <LevelField level={level} />
          </div>
        </Panel>
        <Panel title="Memory">
          <div className={styles.fields}>
            <MemoryField bytes={memoryBytes} />
          </div>
        </Panel>
      </div>
    </>
  )
}

/** Taken when the field is left. */
function LevelField({ level }: { level: number }) {
  const [draft, setDraft] = useState<string | number>(level * 100)
  const commit = (): void => {
    const value = Math.round(Number(draft) * 10) / 1000
    if (value >= 0.5 && value <= 0.999 && value !== level) change('Confidence level changed', { level: value })
    else setDraft(level * 100)
  }
  return (
    <NumberInput
      label="Confidence level, in %"
      description="From 50 to 99.9; a plan that exists keeps its own"
      min={50}
      max={99.9}
      step={1}
      decimalScale={1}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
    />
  )
}

function MemoryField({ bytes }: { bytes: number | null }) {
  const there = bytes === null ? '' : bytes / GIB
  const [draft, setDraft] = useState<string | number>(there)
  const commit = (): void => {
    if (draft === '') {
      if (bytes !== null) change('Memory limit changed', { memoryBytes: null })
    } else if (Number(draft) >= 0.25 && draft !== there) change('Memory limit changed', { memoryBytes: Math.round(Number(draft) * GIB) })
    else setDraft(there)
  }
  return (
    <NumberInput
      label="Memory limit, in GiB"
      description="Empty: half of the memory of this computer. In force from the next start"
      placeholder="half of the memory"
      min={0.25}
      step={1}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
    />
  )
}

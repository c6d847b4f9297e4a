import { Select, TagsInput } from '@mantine/core'
import type { Reading } from '../../../../shared/model/dataset'
import { Controls } from '../../../components/Controls'

type Props = { reading: Reading; detected: Reading | null; onChange: (reading: Reading) => void }
type Key = 'delimiter' | 'quote' | 'decimal' | 'encoding' | 'dates' | 'header'

const NAMES: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  '"': 'double quote',
  "'": 'single quote',
  '': 'none',
  '.': 'point',
  true: 'the first line',
  false: 'none',
  dmy: 'day month year',
  mdy: 'month day year'
}

const OPTIONS: readonly { key: Key; label: string; values: readonly (string | boolean)[] }[] = [
  { key: 'delimiter', label: 'Separator', values: [',', ';', '\t', '|'] },
  { key: 'quote', label: 'Quote', values: ['"', "'", ''] },
  { key: 'decimal', label: 'Decimal sign', values: ['.', ','] },
  { key: 'header', label: 'Names of columns', values: [true, false] },
  { key: 'encoding', label: 'Encoding', values: ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] },
  { key: 'dates', label: 'Order in dates', values: ['dmy', 'mdy'] }
]

const nameOf = (value: unknown): string => NAMES[String(value)] ?? String(value)
const DETECTED = 'detected'

/** What is left alone is detected, and recorded with the data. Only text files have these. */
export function ReadingControls({ reading, detected, onChange }: Props) {
  if (detected !== null && detected.format !== 'csv') return null
  const change = (key: Key, value: string | null): void => {
    const values = OPTIONS.find((option) => option.key === key)?.values ?? []
    const chosen = values.find((option) => String(option) === value)
    onChange(chosen === undefined || value === DETECTED ? without(reading, key) : { ...reading, [key]: chosen })
  }
  return (
    <Controls label="How the file is read">
      {OPTIONS.map(({ key, label, values }) => (
        <Select
          key={key}
          label={label}
          w="10.5rem"
          data={[
            { value: DETECTED, label: detected?.[key] === undefined ? 'auto' : `auto: ${nameOf(detected[key])}` },
            ...values.map((value) => ({ value: String(value), label: nameOf(value) }))
          ]}
          value={reading[key] === undefined ? DETECTED : String(reading[key])}
          onChange={(value) => change(key, value)}
        />
      ))}
      <TagsInput
        size="xs"
        label="Texts that mean “no value”"
        w="15rem"
        value={reading.missing ?? []}
        onChange={(missing) => onChange(missing.length === 0 ? without(reading, 'missing') : { ...reading, missing })}
      />
    </Controls>
  )
}

const without = (reading: Reading, key: keyof Reading): Reading =>
  Object.fromEntries(Object.entries(reading).filter(([other]) => other !== key))

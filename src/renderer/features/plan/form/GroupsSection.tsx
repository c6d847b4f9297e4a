import { MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import { Button } from '@mantine/core'
import { SeveralField } from './Fields'
import { usePlanForm } from './PlanFormContext'
import { Section } from './Section'
import styles from '../plan.module.css'

/** Whose outcomes are compared, and with whom. */
export function GroupsSection() {
  const { plan, edit } = usePlanForm()
  const of = (...roles: string[]): string[] =>
    Object.entries(plan.columns).flatMap(([name, use]) => (roles.includes(use.role) ? [name] : []))
  const attributes = plan.groups.attributes ?? of('protected')
  const reference = (name: string, value: string | null): void =>
    edit(`Reference for ${name}`, [{ path: ['groups', 'reference', name], value: value ?? undefined }])
  return (
    <Section title="Groups" about="The unknown are a row of every table, never a reference.">
      <SeveralField
        path={['groups', 'attributes']}
        label="Attributes whose groups are compared"
        help="All protected columns, where none is named."
        choices={of('protected')}
      />
      <Crossings attributes={of('protected')} />
      <div className={styles.pair}>
        {attributes.map((name) => (
          <ReferenceField
            key={name}
            name={name}
            value={plan.groups.reference[name] ?? 'largest'}
            onChange={(value) => reference(name, value)}
          />
        ))}
      </div>
      <SeveralField
        path={['groups', 'controls']}
        label="Controls"
        help="Comparisons are repeated within each value: is the gap one of these groups?"
        choices={of('control', 'feature', 'protected')}
      />
    </Section>
  )
}

const PRESET = [
  { value: 'largest', label: 'the largest group' },
  { value: 'most_favoured', label: 'the most favoured group (chosen by the data)' }
]

function ReferenceField({ name, value, onChange }: { name: string; value: string; onChange: (value: string | null) => void }) {
  const [search, setSearch] = useState('')
  const named = [value, search].filter((text) => text !== '' && !PRESET.some((preset) => preset.value === text || preset.label === text))
  return (
    <Select
      label={`Reference for ${name}`}
      description="One of these, or the name of a group"
      searchable
      data={[...PRESET, ...[...new Set(named)].map((text) => ({ value: text, label: text }))]}
      value={value}
      onSearchChange={setSearch}
      onChange={onChange}
    />
  )
}

function Crossings({ attributes }: { attributes: readonly string[] }) {
  const { plan, edit } = usePlanForm()
  const [chosen, setChosen] = useState<string[]>([])
  const { crossings } = plan.groups
  const add = (): void => {
    edit('Crossing added', [{ path: ['groups', 'crossings'], value: [...crossings, chosen] }])
    setChosen([])
  }
  return (
    <div>
      <div className={styles.addLine}>
        <MultiSelect
          label="Crossings"
          description="Groups of two or more attributes together"
          data={[...attributes]}
          value={chosen}
          onChange={setChosen}
        />
        <Button variant="default" disabled={chosen.length < 2} onClick={add}>
          Add
        </Button>
      </div>
      <ul className={styles.chips}>
        {crossings.map((crossing, at) => (
          <li key={crossing.join('\n')}>
            {crossing.join(' × ')}
            <button
              type="button"
              aria-label={`Remove the crossing ${crossing.join(' × ')}`}
              onClick={() => edit('Crossing removed', [{ path: ['groups', 'crossings'], value: crossings.filter((_, i) => i !== at) }])}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

import { Select } from '@mantine/core'
import { role as roles } from '../../../../shared/model/dataset'
import { InPieces } from '../../../components/InPieces'
import type { ColumnUse } from '../../../../shared/model/plan'
import { columnName, roleEdits } from '../role-edits'
import { ChoiceField, TagsField } from './Fields'
import { usePlanForm } from './PlanFormContext'
import { Section } from './Section'
import { problemAt } from './value-at'
import styles from '../plan.module.css'

const ROWS_A_FRAME = 4

export const ROLE_CHOICES = roles.options.map((value) => ({ value, label: columnName(value) }))

/** What each column is for; what a role needs stands beside it. */
export function ColumnsSection() {
  const { plan, problems, edit } = usePlanForm()
  return (
    <Section title="Columns" about="What each column is for. Columns that are not listed are not read by the audit.">
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Role</th>
            <th scope="col">What the role needs</th>
          </tr>
        </thead>
        <tbody>
          <InPieces step={ROWS_A_FRAME}>
            {Object.entries(plan.columns).map(([name, use]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Select
                    aria-label={`Role of ${name}`}
                    data={ROLE_CHOICES}
                    value={use.role}
                    error={problemAt(problems, ['columns', name])?.message}
                    onChange={(role) => {
                      if (role !== null && role !== use.role) edit(`Role of ${name}`, roleEdits(plan, name, role))
                    }}
                  />
                </td>
                <td>
                  <Needs name={name} use={use} />
                </td>
              </tr>
            ))}
          </InPieces>
        </tbody>
      </table>
    </Section>
  )
}

const GOOD = [
  { value: 'favourable', label: 'high is good for the person' },
  { value: 'unfavourable', label: 'high is bad for the person' }
]
const KINDS = [
  { value: 'probability', label: 'a probability' },
  { value: 'points', label: 'points' },
  { value: 'prediction', label: 'the predicted number itself' }
]
const WEIGHTS = ['sampling', 'frequency', 'reweighing'].map((value) => ({ value, label: value }))

function Needs({ name, use }: { name: string; use: ColumnUse }) {
  const at = (key: string): string[] => ['columns', name, key]
  switch (use.role) {
    case 'decision':
    case 'label':
      return <TagsField path={at('favourable')} label={`Values of ${name} that are good for the person`} />
    case 'score':
      return (
        <div className={styles.pair}>
          <ChoiceField path={at('of')} label={`${name}: which way`} choices={GOOD} optional />
          <ChoiceField path={at('kind')} label={`${name}: what it is`} choices={KINDS} optional />
        </div>
      )
    case 'protected':
      return (
        <div className={styles.pair}>
          <TagsField path={at('unknown')} label={`Values of ${name} that mean unknown`} />
          <TagsField path={at('bins')} label={`${name}: each edge begins a new group`} numbers />
        </div>
      )
    case 'weight':
      return <ChoiceField path={at('weight')} label={`${name}: kind of weight`} choices={WEIGHTS} />
    default:
      return null
  }
}

import type { Column, Role } from '../../../shared/model/dataset'
import { DISTINCT_PREFIX } from './limits'
import type { ColumnFacts } from './profile'

type Guess = { role: Role; roleReason: string }
type Known = Pick<Column, 'name' | 'type'> & { facts: ColumnFacts; rows: number }

const word = (...words: string[]): RegExp => new RegExp(`(^|_)(${words.join('|')})(_|$)`)

const PROTECTED = word(
  'sex',
  'gender',
  'race',
  'races',
  'ethnic',
  'ethnicity',
  'ethnic_group',
  'age',
  'age_group',
  'age_band',
  'age_cat',
  'religion',
  'disability',
  'disabled',
  'nationality',
  'national_origin',
  'marital',
  'marital_status',
  'marriage',
  'pregnant',
  'pregnancy',
  'orientation',
  'veteran',
  'citizenship',
  'sexe',
  'geschlecht',
  'sexo',
  'genero'
)
const LABEL = word(
  'y',
  'y_true',
  'target',
  'label',
  'outcome',
  'default',
  'defaulted',
  'ground_truth',
  'actual',
  'observed',
  'recid',
  'two_year_recid',
  'repaid',
  'paid',
  'converted',
  'churn',
  'churned',
  'fraud'
)
const SCORE = word('score', 'prob', 'probability', 'proba', 'pd', 'y_score', 'p', 'propensity', 'risk')
const DECISION = word(
  'decision',
  'approved',
  'accepted',
  'denied',
  'selected',
  'hired',
  'granted',
  'predicted',
  'prediction',
  'y_pred',
  'pred',
  'action_taken',
  'shortlisted'
)
const CLUSTER = word(
  'customer',
  'customer_id',
  'client',
  'client_id',
  'applicant',
  'applicant_id',
  'person',
  'person_id',
  'patient_id',
  'user',
  'user_id',
  'household',
  'household_id',
  'subject_id',
  'member_id'
)
const TIME = word('time', 'timestamp', 'date', 'datetime', 'at', 'month', 'period', 'day', 'created', 'scored_at', 'decided_at')
const WEIGHT = word('weight', 'weights', 'fnlwgt', 'wgt', 'sample_weight')
const VERSION = word('model_version', 'model', 'version', 'model_id')
const LATENCY = word('latency', 'latency_ms', 'duration_ms', 'response_time')
const ID = word('id', 'uuid', 'guid', 'key', 'record_id', 'row_id', 'loan_id', 'application_id', 'case_id')

type Rule = { role: Role; when: (column: Known & { key: string; unique: boolean; numeric: boolean }) => boolean; why: string }

/** The first that holds wins. */
const RULES: readonly Rule[] = [
  { role: 'ignore', when: ({ facts }) => facts.distinct === 0, why: 'it has no values' },
  { role: 'protected', when: ({ key }) => PROTECTED.test(key), why: 'its name is that of a protected attribute' },
  { role: 'time', when: ({ type }) => type === 'date' || type === 'timestamp', why: 'it holds dates or times' },
  {
    role: 'cluster',
    when: ({ key, unique }) => CLUSTER.test(key) && !unique,
    why: 'its name is that of a person or account, and values repeat'
  },
  {
    role: 'id',
    when: ({ key, unique }) => (ID.test(key) || CLUSTER.test(key)) && unique,
    why: 'its name is that of a key, and nearly every value is unique'
  },
  {
    role: 'cluster',
    when: ({ key, type, facts, rows }) => ID.test(key) && type !== 'boolean' && manyOf(facts, rows),
    why: 'its name is that of a key, and values repeat or are few'
  },
  {
    role: 'model_version',
    when: ({ key, facts }) => VERSION.test(key) && facts.distinct <= 100,
    why: 'its name says so, and it has few values'
  },
  { role: 'latency', when: ({ key, numeric }) => LATENCY.test(key) && numeric, why: 'its name says so' },
  {
    role: 'weight',
    when: ({ key, numeric, facts }) => WEIGHT.test(key) && numeric && (facts.low ?? -1) >= 0,
    why: 'its name says so, and no value is negative'
  },
  {
    role: 'score',
    when: ({ key, type, facts }) => SCORE.test(key) && type === 'number' && inUnit(facts),
    why: 'its name says so, and all values lie in [0, 1]'
  },
  { role: 'score', when: ({ key, type }) => SCORE.test(key) && type === 'number', why: 'its name says so' },
  {
    role: 'decision',
    when: ({ key, facts }) => DECISION.test(key) && facts.distinct <= 10,
    why: 'its name is that of a decision, and it has few values'
  },
  {
    role: 'label',
    when: ({ key, facts }) => key === 'income' && facts.distinct <= 4,
    why: 'its name is that of an outcome, and it has few values'
  },
  {
    role: 'label',
    when: ({ key, facts }) => LABEL.test(key) && facts.distinct <= 20,
    why: 'its name is that of an outcome, and it has few values'
  },
  { role: 'time', when: ({ key, type, facts }) => TIME.test(key) && type === 'integer' && facts.distinct > 20, why: 'its name says so' },
  { role: 'id', when: ({ type, unique }) => type === 'text' && unique, why: 'nearly every value is unique text' }
]

/** A first guess from name and content, with its reason; the plan decides. */
export function guessRole(column: Known): Guess {
  const { facts, rows, type } = column
  const seen = facts.distinctAtLeast ? Math.min(rows, DISTINCT_PREFIX) : rows
  const unique = rows > 20 && facts.missing === 0 && facts.distinct >= 0.99 * seen
  const known = { ...column, key: normalised(column.name), unique, numeric: type === 'integer' || type === 'number' }
  const rule = RULES.find(({ when }) => when(known))
  return rule === undefined
    ? { role: 'feature', roleReason: 'nothing in its name or content says otherwise' }
    : { role: rule.role, roleReason: rule.why }
}

const manyOf = (facts: ColumnFacts, rows: number): boolean => facts.distinctAtLeast || facts.distinct > 0.01 * rows

const inUnit = ({ low, high }: ColumnFacts): boolean => low !== undefined && high !== undefined && low >= 0 && high <= 1

/** "Sample Weight", "sampleWeight" and "sample-weight" are sample_weight. */
function normalised(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
}

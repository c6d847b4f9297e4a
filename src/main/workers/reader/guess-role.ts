import type { Column, Role } from '../../../shared/model/dataset'
import type { ColumnFacts } from './profile'

type Guess = { role: Role; roleReason: string }
type Known = Pick<Column, 'name' | 'type'> & { facts: ColumnFacts; rows: number }

const word = (...words: string[]): RegExp => new RegExp(`(^|_)(${words.join('|')})(_|$)`)

const PROTECTED = word(
  'sex', 'gender', 'race', 'races', 'ethnic', 'ethnicity', 'ethnic_group', 'age', 'age_group', 'age_band', 'age_cat', 'religion', 'disability', 'disabled', 'nationality',
  'national_origin', 'marital', 'marital_status', 'marriage', 'pregnant', 'pregnancy', 'orientation', 'veteran', 'citizenship', 'sexe', 'geschlecht', 'sexo', 'genero'
)
const LABEL = word('y', 'y_true', 'target', 'label', 'outcome', 'default', 'defaulted', 'ground_truth', 'actual', 'observed', 'recid', 'two_year_recid', 'churn', 'fraud', 'income')
const SCORE = word('score', 'prob', 'probability', 'proba', 'pd', 'y_score', 'p', 'propensity', 'risk')
const DECISION = word('decision', 'approved', 'accepted', 'denied', 'selected', 'hired', 'granted', 'predicted', 'prediction', 'y_pred', 'pred', 'action_taken', 'shortlisted')
const CLUSTER = word('customer', 'customer_id', 'client', 'client_id', 'applicant', 'applicant_id', 'person', 'person_id', 'patient_id', 'user', 'user_id', 'household', 'household_id', 'subject_id', 'member_id')
const TIME = word('time', 'timestamp', 'date', 'datetime', 'at', 'month', 'period', 'day', 'created', 'scored_at', 'decided_at')
const WEIGHT = word('weight', 'weights', 'fnlwgt', 'wgt', 'sample_weight')
const VERSION = word('model_version', 'model', 'version', 'model_id')
const LATENCY = word('latency', 'latency_ms', 'duration_ms', 'response_time')
const ID = word('id', 'uuid', 'guid', 'key', 'record_id', 'row_id', 'loan_id', 'application_id', 'case_id')

/** A first guess from name and content, with its reason; the plan decides. */
export function guessRole(column: Known): Guess {
  const name = normalised(column.name)
  const { facts, rows, type } = column
  const guess = (role: Role, why: string): Guess => ({ role, roleReason: why })
  const unique = facts.distinct >= 0.95 * rows && facts.missing === 0 && rows > 20
  const numeric = type === 'integer' || type === 'number'

  if (facts.distinct === 0) return guess('ignore', 'it has no values')
  if (PROTECTED.test(name)) return guess('protected', 'its name is that of a protected attribute')
  if (type === 'date' || type === 'timestamp') return guess('time', 'it holds dates or times')
  if (CLUSTER.test(name) && !unique) return guess('cluster', 'its name is that of a person or account, and values repeat')
  if ((ID.test(name) || CLUSTER.test(name)) && unique) return guess('id', 'its name is that of a key, and nearly every value is unique')
  if (ID.test(name) && type !== 'boolean' && facts.distinct > 0.01 * rows) return guess('cluster', 'its name is that of a key, and values repeat')
  if (VERSION.test(name) && facts.distinct <= 100) return guess('model_version', 'its name says so, and it has few values')
  if (LATENCY.test(name) && numeric) return guess('latency', 'its name says so')
  if (WEIGHT.test(name) && numeric && (facts.low ?? -1) >= 0) return guess('weight', 'its name says so, and no value is negative')
  if (SCORE.test(name) && type === 'number') return guess('score', inUnit(facts) ? 'its name says so, and all values lie in [0, 1]' : 'its name says so')
  if (DECISION.test(name) && facts.distinct <= 10) return guess('decision', 'its name is that of a decision, and it has few values')
  if (LABEL.test(name) && facts.distinct <= 20) return guess('label', 'its name is that of an outcome, and it has few values')
  if (TIME.test(name) && type === 'integer' && facts.distinct > 20) return guess('time', 'its name says so')
  if (type === 'text' && unique) return guess('id', 'nearly every value is unique text')
  return guess('feature', 'nothing in its name or content says otherwise')
}

const inUnit = ({ low, high }: ColumnFacts): boolean => low !== undefined && high !== undefined && low >= 0 && high <= 1

/** "Sample Weight", "sampleWeight" and "sample-weight" are sample_weight. */
function normalised(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
}

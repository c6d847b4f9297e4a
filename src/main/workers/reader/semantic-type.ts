import type { Column } from '../../../shared/model/dataset'
import type { Inferred } from './csv/infer-type'
import { MOST_CATEGORIES } from './limits'
import type { ColumnFacts } from './profile'

const YES = new Set(['yes', 'y', 'true', 't', '1', '1.0', 'oui', 'o', 'ja', 'j', 'si', 'sí', 's', 'sim', 'vrai', 'wahr', 'on'])
const NO = new Set(['no', 'n', 'false', 'f', '0', '0.0', 'non', 'nein', 'não', 'nao', 'faux', 'falsch', 'off'])

type Typed = Pick<Column, 'type' | 'typeReason' | 'spellings'>

/** What the values are to a human, from all rows; `rows` counts them. */
export function semanticType({ physical, reason }: Inferred, facts: ColumnFacts, rows: number): Typed {
  const spellings = booleanSpellings(facts.values)
  if (spellings !== undefined) {
    const said = [...spellings.true, ...spellings.false].map((value) => JSON.stringify(value)).join(' and ')
    return { type: 'boolean', typeReason: `only ${said} occur`, spellings }
  }
  if (physical === 'BOOLEAN') return { type: 'boolean', typeReason: reason, spellings: { true: ['true'], false: ['false'] } }
  if (physical === 'BIGINT') return { type: 'integer', typeReason: reason }
  if (physical === 'DOUBLE') return { type: 'number', typeReason: reason }
  if (physical === 'DATE') return { type: 'date', typeReason: reason }
  if (physical === 'TIMESTAMP') return { type: 'timestamp', typeReason: reason }
  const few = facts.distinct <= MOST_CATEGORIES && (facts.distinct <= 32 || facts.distinct * 10 <= rows)
  if (facts.distinct > 0 && few)
    return {
      type: 'category',
      typeReason: `text with ${facts.distinct} distinct value${facts.distinct === 1 ? '' : 's'}${reason === 'text' ? '' : `; ${reason}`}`
    }
  return { type: 'text', typeReason: reason }
}

/** Both a yes and a no must occur, and nothing else. */
function booleanSpellings(values: readonly string[] | undefined): Column['spellings'] {
  if (values === undefined || values.length < 2) return undefined
  const yes = values.filter((value) => YES.has(value.trim().toLowerCase()))
  const no = values.filter((value) => NO.has(value.trim().toLowerCase()))
  return yes.length > 0 && no.length > 0 && yes.length + no.length === values.length ? { true: yes, false: no } : undefined
}

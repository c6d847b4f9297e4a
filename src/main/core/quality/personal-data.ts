import type { Column } from '../../../shared/model/dataset'
import { isTelling, personalKind, type PersonalKind } from '../columns/personal/kinds'
import { withoutInterval } from '../stats/quantity'
import { headsPlaces, looksLikePlace } from './places'
import { FIRST_ROWS, type Notice, type QualityDraft } from './observation'

/** Counts the values of a column by what they look like; `rows` are those that have the value. */
export type PersonalTally = { add: (text: string, rows: number, first: number) => void; found: ReadonlyMap<PersonalKind, Found> }

type Found = { rows: number; telling: number; first: number[] }

export function personalTally(): PersonalTally {
  const found = new Map<PersonalKind, Found>()
  return {
    found,
    add(text, rows, first) {
      const kind = personalKind(text)
      if (kind === null || (kind === 'name' && looksLikePlace(text))) return
      const own = found.get(kind) ?? { rows: 0, telling: 0, first: [] }
      own.rows += rows
      if (isTelling(kind, text)) own.telling += rows
      if (own.first.length < FIRST_ROWS) own.first.push(first)
      found.set(kind, own)
    }
  }
}

const MOST_OF = 0.5
const FEWEST_NAMES = 50

/** Values of weak form count only where most of the column looks so; names also have to differ from row to row, under a header that is not one of places. */
function isPersonal(kind: PersonalKind, { rows, telling }: Found, { name, distinct }: Column, n: number): boolean {
  if (telling > 0) return true
  if (rows <= MOST_OF * n) return false
  return kind !== 'name' || (distinct >= FEWEST_NAMES && distinct > MOST_OF * rows && !headsPlaces(name))
}

/** A measure and a notice for each kind of personal data that the column holds. `n`: rows with a value. Cells are not repeated. */
export function personalData(column: Column, { found }: PersonalTally, n: number): { drafts: QualityDraft[]; notices: Notice[] } {
  const kinds = [...found].filter(([kind, one]) => isPersonal(kind, one, column, n)).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    drafts: kinds.map(([kind, { rows }]) => ({
      metric: 'personal_data_share',
      at: { feature: column.name, class: kind },
      quantity: withoutInterval(rows / n, 'a-statistic', { n: { group: n, reference: null } }),
      comparing: false
    })),
    notices: kinds.map(([kind, { rows, first }]) => ({
      kind: 'personal-data',
      column: column.name,
      rows,
      share: rows / n,
      first: [...first].sort((a, b) => a - b),
      said: `values of the form of ${kind === 'e-mail' ? 'an e-mail address' : kind === 'phone' ? 'a phone number' : `a ${kind}`}`
    }))
  }
}

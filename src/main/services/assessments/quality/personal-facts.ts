import type { Column } from '../../../../shared/model/dataset'
import { PERSONAL_CANDIDATES } from '../../../core/columns/personal/kinds'
import type { ColumnObservation } from '../../../core/quality/observation'
import { personalData, personalTally } from '../../../core/quality/personal-data'
import { throwIfCancelled } from '../../job'
import type { Looked } from './looked'

/** Every value of every column of text or whole numbers that could be personal, looked at one by one; what is found leaves as kinds and counts. */
export async function personalFacts(looked: Looked): Promise<Pick<ColumnObservation, 'drafts' | 'notices'>[]> {
  const chosen = looked.input.plan.assessments.quality
  if (chosen?.personal_data !== true) return []
  const facts: Pick<ColumnObservation, 'drafts' | 'notices'>[] = []
  for (const column of looked.open.dataset.manifest.columns)
    if (mayHold(column) && !chosen.personal_data_known.includes(column.name)) facts.push(await ofColumn(looked, column))
  return facts
}

const mayHold = ({ type }: Column): boolean => type === 'text' || type === 'category' || type === 'integer'

async function ofColumn({ open, job }: Looked, column: Column): Promise<Pick<ColumnObservation, 'drafts' | 'notices'>> {
  throwIfCancelled(job)
  job.progress({ phase: 'Searching for personal data', fraction: null })
  const { dataset } = open
  const tally = personalTally()
  const pattern = column.type === 'integer' ? '^[0-9]{10,19}$' : PERSONAL_CANDIDATES
  await dataset.matchingTexts(column.stored, pattern, job.signal, tally.add)
  return personalData(column, tally, dataset.manifest.rows - column.missing)
}

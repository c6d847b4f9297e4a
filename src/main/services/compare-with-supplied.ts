import type { PlanInput } from '../../shared/model/plan'
import type { Agreement } from '../../shared/model/report'
import type { Dataset } from '../ports/store'
import { throwIfCancelled, type Job } from './job'
import type { Ports } from './ports'

/** Control totals and the owner's manifest against what was imported (EVIDENCE §7). */
export async function compareWithSupplied(_ports: Ports, _input: PlanInput, _dataset: Dataset, _base: string, job: Job): Promise<{ controlTotals: Agreement[]; ownersManifest: Agreement[] }> {
  throwIfCancelled(job)
  return Promise.resolve({ controlTotals: [], ownersManifest: [] })
}

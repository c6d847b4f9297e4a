import type { EarlierReport } from '../../../shared/model/earlier'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'
import type { Agreement, History, Made } from '../../../shared/model/report'
import type { AssessedPart, AssessmentContext, ColumnNeed } from '../../core/assessment'
import type { DriftKernels } from '../../core/drift/kernels'
import type { FairnessKernels } from '../../core/fairness/kernels'
import type { QualityKernels } from '../../core/quality/kernels'
import type { SliceKernels } from '../../core/slices/kernels'
import type { Dataset } from '../../ports/store'
import { throwIfCancelled, type Job } from '../job'
import { loadColumns } from '../load-columns'
import type { PlannedModel } from '../planned-models'
import type { LoadedPack } from '../packs'
import type { WorkPorts } from '../tasks/work-ports'

/** A part of the plan with the dataset that was imported for it. */
export type OpenPart = { part: string; dataset: Dataset; controlTotals: Agreement[]; ownersManifest: Agreement[] }

export type ReportInput = {
  plan: Plan
  planBytes: Uint8Array
  parts: readonly OpenPart[]
  packs: readonly LoadedPack[]
  models: readonly PlannedModel[]
  made: Made
  /** Time claimed, to the second. */
  at: string
  history: History
  earlier: EarlierReport | null
  kernels: FairnessKernels & DriftKernels & QualityKernels & SliceKernels
  /** Threads for contributions of trees. */
  compute: Pick<WorkPorts, 'pool' | 'kernelBytes'>
}

/** The part of that name. Throws `plan/unknown-part`. */
export function partNamed({ parts }: ReportInput, part: string, where: string): OpenPart {
  const found = parts.find((candidate) => candidate.part === part)
  if (!found) throw new AssayError('plan/unknown-part', { part, where, known: parts.map((p) => p.part).join(', ') })
  return found
}

/** A part with those columns in memory. */
export async function assessedPart({ part, dataset }: OpenPart, needs: readonly ColumnNeed[], job: Job): Promise<AssessedPart> {
  const { manifest } = dataset
  return {
    part,
    dataset: manifest.id,
    inputs: manifest.files.map((file) => file.sha256),
    rows: manifest.rows,
    columns: await loadColumns(dataset, needs, job)
  }
}

export const checkpoint =
  (job: Job, phase: string): AssessmentContext['checkpoint'] =>
  (fraction) => {
    throwIfCancelled(job)
    job.progress({ phase, fraction })
  }

import type { DatasetManifest } from '../../shared/model/dataset'
import type { Plan, PlanInput } from '../../shared/model/plan'
import type { PartData } from '../../shared/model/report'
import type { AttachedRows } from '../core/assessment'
import { traceBound, traceSample } from '../core/quality/trace-sample'

const ordered = (plan: Plan, part: string): PlanInput['trace_to_source'] =>
  plan.inputs.find((input) => input.part === part)?.trace_to_source
const tableName = (part: string): string => `trace-to-source-${part}.csv`

/** What the plan says of tracing rows to their source (EVIDENCE §7), with the bound that follows from it. */
export function traceOf(plan: Plan, part: string, total: number): PartData['trace'] {
  const order = ordered(plan, part)
  if (order === undefined) return null
  const rows = Math.min(order.rows, total)
  const mismatches = order.mismatches ?? null
  const upperBound = mismatches === null ? null : traceBound(Math.min(mismatches, rows), rows, total)
  return { table: tableName(part), rows, mismatches, tracedBy: order.traced_by ?? null, upperBound }
}

/** The rows to trace. Drawn by the dataset's own digest, so that entering the outcome in the plan does not draw others. */
export function traceTable(plan: Plan, part: string, { id, files }: DatasetManifest): AttachedRows[] {
  const order = ordered(plan, part)
  if (order === undefined) return []
  const rows = traceSample(id, files, order.rows).map(({ file, row }) => [file, row])
  return [{ name: tableName(part), title: `Rows of part ${part} to be traced to their source`, header: ['file', 'parsed row'], rows }]
}

import { AssayError } from '../../../shared/model/errors'
import type { ModelInput } from '../../../shared/model/model-input'
import { canonicalJson } from '../../core/evidence/canonical-json'
import type { OrderedPart, ReportDraft, ReportOrder } from '../../ports/executor'
import type { Store } from '../../ports/store'
import { compareWithSupplied } from '../compare-with-supplied'
import { computeReport, type OpenPart } from '../compute-report'
import type { Job } from '../job'
import { loadPacks } from '../packs'
import { plannedModels } from '../planned-models'
import type { WorkPorts } from './work-ports'

/** Opens what the order names, computes the report, and closes it again. */
export async function draftReport(ports: WorkPorts, order: ReportOrder, job: Job): Promise<ReportDraft> {
  const { plan, planBytes, at, history, earlier } = order
  const store = await ports.openStore(order.dataFolder)
  try {
    const { statement, tables } = await computeReport(
      {
        plan,
        planBytes,
        parts: await Promise.all(order.parts.map((part) => openPart(ports, store, order, part, job))),
        packs: await loadPacks(ports, plan),
        models: await plannedModels(ports, plan, (input) => locate(order, input), job),
        made: order.made ?? (await ports.made()),
        at,
        history,
        earlier,
        kernels: ports.kernels,
        compute: ports
      },
      job
    )
    return { statement, tables, report: canonicalJson(statement) }
  } finally {
    await store.close()
  }
}

function locate({ models }: ReportOrder, { name, file }: ModelInput): { file: string; folder: string } {
  const found = models.find((model) => model.name === name)
  if (!found) throw new AssayError('model/missing', { file })
  return found
}

async function openPart(
  ports: WorkPorts,
  store: Store,
  { plan, dataFolder }: ReportOrder,
  { part, dataset: id, ownersManifest, folder }: OrderedPart,
  job: Job
): Promise<OpenPart> {
  const dataset = await store.open(ports.files.join(dataFolder, `${id}.duckdb`))
  const input = plan.inputs.find((candidate) => candidate.part === part)
  if (input === undefined) return { part, dataset, controlTotals: [], ownersManifest: ownersManifest ?? [] }
  const asked = ownersManifest === null ? input : { ...input, owners_manifest: undefined }
  const compared = await compareWithSupplied(ports, plan, asked, dataset, folder, job)
  return { part, dataset, controlTotals: compared.controlTotals, ownersManifest: ownersManifest ?? compared.ownersManifest }
}

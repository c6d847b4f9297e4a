import type { DatasetManifest } from '../../shared/model/dataset'
import type { EarlierReport } from '../../shared/model/earlier'
import { AssayError, isAssayError } from '../../shared/model/errors'
import type { ReportStatement } from '../../shared/model/report'
import { utf8 } from '../core/evidence/bytes'
import { sha256Hex } from '../core/evidence/digest'
import { coverOf, type Cover } from '../core/findings/cover'
import { checkPlan } from '../core/plan/check-plan'
import type { ReportContent, ReportOrder } from '../ports/executor'
import type { Signer } from '../ports/keys'
import type { FoundFile } from '../ports/project-files'
import { claimedNow } from './claimed-time'
import { readEarlierReport } from './earlier-report'
import { historyOf, inputsDigest } from './history'
import { importDataset } from './import-dataset'
import type { Job } from './job'
import type { Ports } from './ports'
import { printReport } from './print-report'
import type { Project } from './project'
import { readPlan, type ReadPlan } from './read-plan'
import { writeReportFolder } from './report-folder'
import { signReport, type SignOffChoice } from './sign-report'

export type AuditOrder = {
  plan: string
  /** Whoever prepares the report, where it is to be signed. */
  sign?: { signer: Signer; choice: SignOffChoice }
}

export type AuditOutcome = {
  run: string
  statement: ReportStatement
  cover: Cover
  report: { folder: string; pdf: string; digest: string }
  links: FoundFile[]
  signed: boolean
}

type ImportedPart = { part: string; manifest: DatasetManifest }

/** From a plan to a report: import, seal, compute, write, sign. A run that does not finish stands in the ledger as abandoned. */
export async function runAudit(ports: Ports, project: Project, order: AuditOrder, job: Job): Promise<AuditOutcome> {
  const plan = await readPlan(ports, order.plan)
  const earlier = await readEarlierReport(ports, plan.plan, plan.folder)
  await sealPlan(project, plan.sha256)
  const { parts, links } = await importParts(ports, project, plan, job)
  checkPlan(plan.plan, new Map(parts.map(({ part, manifest }) => [part, manifest])))
  const datasets = parts.map(({ manifest }) => manifest.id)
  const run = await startRun(ports, project, plan, datasets, order)
  try {
    return { run, links, ...(await finishRun(ports, project, { order, plan, parts, earlier, run }, job)) }
  } catch (error) {
    const code = isAssayError(error) ? error.code : 'internal/unexpected'
    await project.append(
      code === 'internal/cancelled' ? { type: 'job-cancelled', body: { job: run } } : { type: 'run-abandoned', body: { run, code } }
    )
    await register(ports, order, datasets, plan, run, 'abandoned')
    throw error
  }
}

/** From now on the ledger holds the plan's digest; a plan is sealed once. */
async function sealPlan(project: Project, plan: string): Promise<void> {
  const sealed = project.events().some((line) => line.type === 'plan-sealed' && line.body.plan === plan)
  if (!sealed) await project.append({ type: 'plan-sealed', body: { plan } })
}

async function importParts(
  ports: Ports,
  project: Project,
  plan: ReadPlan,
  job: Job
): Promise<{ parts: ImportedPart[]; links: FoundFile[] }> {
  const parts: ImportedPart[] = []
  const links: FoundFile[] = []
  for (const input of plan.plan.inputs) {
    if (parts.some(({ part }) => part === input.part))
      throw new AssayError('plan/twice', { what: `the part ${input.part}`, where: 'inputs' })
    const { manifest, found } = await importDataset(ports, project, input, plan.folder, job)
    parts.push({ part: input.part, manifest })
    links.push(...found.filter(({ link }) => link !== null))
  }
  return { parts, links }
}

async function startRun(ports: Ports, project: Project, plan: ReadPlan, datasets: string[], order: AuditOrder): Promise<string> {
  const n = project.events().filter(({ type }) => type === 'run-started').length + 1
  const mark = sha256Hex(utf8(`${project.events()[0]?.at} ${plan.sha256}`)).slice(0, 8)
  const run = `${String(n).padStart(4, '0')}-${mark}`
  await project.append({ type: 'run-started', body: { run, plan: plan.sha256, datasets, n } })
  await register(ports, order, datasets, plan, run, 'started')
  return run
}

async function register(
  ports: Ports,
  order: AuditOrder,
  datasets: string[],
  plan: ReadPlan,
  run: string,
  outcome: 'started' | 'finished' | 'abandoned'
): Promise<void> {
  if (!order.sign) return
  await ports.runs.add({
    at: claimedNow(ports),
    keyId: order.sign.signer.keyId,
    inputs: inputsDigest(datasets),
    plan: plan.sha256,
    run,
    outcome
  })
}

type Run = { order: AuditOrder; plan: ReadPlan; parts: ImportedPart[]; earlier: EarlierReport | null; run: string }

async function finishRun(
  ports: Ports,
  project: Project,
  { order, plan, parts, earlier, run }: Run,
  job: Job
): Promise<Omit<AuditOutcome, 'run' | 'links'>> {
  const datasets = parts.map(({ manifest }) => manifest.id)
  const history = await historyOf(ports, project, datasets, plan.sha256, order.sign?.signer.keyId ?? null)
  const at = claimedNow(ports)
  const {
    statement,
    report: json,
    tables
  } = await ports.executors.run('report', reportOrder(project, { plan, parts, earlier, history, at }), job)
  const content: ReportContent = { report: json, envelopes: [], plan: plan.bytes, tables }
  await ports.files.makeFolder(ports.files.join(project.runsFolder, run))
  await ports.files.writeAtomic(ports.files.join(project.runsFolder, run, 'results.json'), json)
  const cover = coverOf(statement.predicate.verdicts, plan.plan.level)
  const { pass, fail, insufficient } = cover.unadjusted
  await project.append({ type: 'run-finished', body: { run, results: ports.sha256(json), pass, fail, insufficient } })
  job.progress({ phase: 'Printing', fraction: null })
  const report = await writeAndSign(ports, project, run, content, { order, at })
  await register(ports, order, datasets, plan, run, 'finished')
  return { statement, cover, report, signed: order.sign !== undefined }
}

type Known = Pick<Run, 'plan' | 'parts' | 'earlier'> & Pick<ReportOrder, 'history' | 'at'>

const reportOrder = ({ dataFolder }: Project, { plan: { plan, bytes, folder }, parts, ...known }: Known): ReportOrder => ({
  ...known,
  plan,
  planBytes: bytes,
  dataFolder,
  parts: parts.map(({ part, manifest }) => ({ part, dataset: manifest.id, ownersManifest: null, folder })),
  models: plan.models.map(({ name, file }) => ({ name, file, folder })),
  made: null
})

async function writeAndSign(
  ports: Ports,
  project: Project,
  run: string,
  content: ReportContent,
  { order, at }: { order: AuditOrder; at: string }
): Promise<AuditOutcome['report']> {
  const signed = order.sign
    ? await signReport(ports, content, order.sign.choice, order.sign.signer, at)
    : { content, pdf: await printReport(ports, content), statement: null }
  const report = await writeReportFolder(ports, project.reportsFolder, signed.content, signed.pdf)
  await project.append({ type: 'report-written', body: { run, report: report.digest, pdf: ports.sha256(signed.pdf) } })
  if (order.sign && signed.statement)
    await project.append({
      type: 'report-signed',
      body: { report: report.digest, statement: sha256Hex(signed.statement), role: order.sign.choice.role, key: order.sign.signer.keyId }
    })
  return report
}

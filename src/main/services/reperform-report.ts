import { AssayError } from '../../shared/model/errors'
import type { ReportStatement } from '../../shared/model/report'
import { sameBytes } from '../core/evidence/bytes'
import { parsePlan } from '../core/plan/parse-plan'
import { compareReports, type Comparison } from '../core/report/compare-reports'
import type { OrderedPart } from '../ports/executor'
import type { FoundFile } from '../ports/project-files'
import type { Job } from './job'
import { openReport, statementOf } from './open-report'
import type { Ports } from './ports'
import { PLAN_NAME } from './print-report'

export type Reperformance = Comparison & { report: ReportStatement; measures: number; sameBuild: boolean }

/** Computes a report again from the data it names and lists what differs; byte for byte nothing, on the same build. */
export async function reperformReport(ports: Ports, order: { report: string; data: readonly string[] }, job: Job): Promise<Reperformance> {
  const found = await openReport(ports, order.report)
  const statement = statementOf(found)
  const { made, at, history, earlier } = statement.predicate
  const plan = parsePlan(found.content.plan, PLAN_NAME)
  const given = await withDigests(ports, order.data, job)
  const dataFolder = await ports.files.temporaryFolder()
  try {
    const sameBuild = made.build === (await ports.made()).build
    const { statement: again, report } = await ports.executors.run(
      'report',
      {
        plan,
        planBytes: found.content.plan,
        dataFolder,
        parts: await importParts(ports, statement, given, dataFolder, job),
        models: plan.models.map(({ name }) => ({ name, ...givenModel(ports, statement, given, name) })),
        made,
        at,
        history,
        earlier
      },
      job
    )
    const comparison = compareReports(statement.predicate, again.predicate, sameBytes(report, found.content.report))
    return { ...comparison, report: statement, measures: statement.predicate.measures.length, sameBuild }
  } finally {
    await ports.files.remove(dataFolder)
  }
}

type Given = { file: FoundFile; sha256: string }

async function withDigests({ files }: Ports, data: readonly string[], job: Job): Promise<Given[]> {
  const found = await files.expandInputs(data, files.absolute('.'))
  job.progress({ phase: 'Hashing', fraction: null })
  return Promise.all(found.map(async (file) => ({ file, sha256: await files.sha256(file.path) })))
}

/** The model file among those given, by the digest that the report names. */
function givenModel(
  { files }: Ports,
  { predicate: { models } }: ReportStatement,
  given: readonly Given[],
  name: string
): { file: string; folder: string } {
  const wanted = models.find((model) => model.name === name)
  const match = given.find((candidate) => candidate.sha256 === wanted?.sha256)
  if (!match) throw new AssayError('report/input-missing', { name: wanted?.file ?? name, sha256: wanted?.sha256 ?? '' })
  const { path } = match.file
  return { file: files.nameOf(path), folder: files.folderOf(path) }
}

async function importParts(
  ports: Ports,
  statement: ReportStatement,
  given: readonly Given[],
  folder: string,
  job: Job
): Promise<OrderedPart[]> {
  const parts: OrderedPart[] = []
  for (const { part, files, ownersManifest } of statement.predicate.data) {
    const { effective } = statement.predicate.plan
    const input = effective.inputs.find((candidate) => candidate.part === part)
    const wanted = files.map(({ name, sha256 }) => {
      const match = given.find((candidate) => candidate.sha256 === sha256)
      if (!match) throw new AssayError('report/input-missing', { name, sha256 })
      return { path: match.file.path, name }
    })
    const manifest = await ports.reader.import(
      { files: wanted, reading: input?.reading ?? {}, folder, limits: ports.limits },
      job.signal,
      ({ rows, fraction }) => job.progress({ phase: 'Reading', fraction, rows })
    )
    parts.push({ part, dataset: manifest.id, ownersManifest, folder })
  }
  return parts
}

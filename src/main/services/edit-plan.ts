import { AssayError, isAssayError, type ErrorCode } from '../../shared/model/errors'
import type { Plan } from '../../shared/model/plan'
import { sha256Hex } from '../core/evidence/digest'
import { changePlan, type PlanChange } from '../core/plan/change-plan'
import { checkPlan } from '../core/plan/check-plan'
import { firstPlan } from '../core/plan/first-plan'
import type { Answers, Question } from '../core/plan/first-plan-answers'
import { questionsFor } from '../core/plan/first-plan-questions'
import { lineInPlan, parsePlan } from '../core/plan/parse-plan'
import { manifestOfDataset, partsOfPlan, type ManifestMemo } from './datasets'
import type { Ports } from './ports'
import type { Project } from './project'

export type PlanProblem = { code: ErrorCode; message: string; line: number | null; at: string }
export type CheckedPlan = { plan: Plan | null; problems: PlanProblem[] }

/** What is wrong with a plan's text: by itself, and against the project's data where they were imported already. */
export async function checkPlanText(ports: Ports, project: Project, text: string, memo: ManifestMemo): Promise<CheckedPlan> {
  const bytes = new TextEncoder().encode(text)
  try {
    const plan = parsePlan(bytes, 'plan.yaml')
    const parts = await partsOfPlan(ports, project, plan, memo)
    if (parts === null) return { plan, problems: [] }
    try {
      checkPlan(plan, parts)
      return { plan, problems: [] }
    } catch (error) {
      return { plan, problems: [problemOf(error, bytes)] }
    }
  } catch (error) {
    return { plan: null, problems: [problemOf(error, bytes)] }
  }
}

function problemOf(error: unknown, bytes: Uint8Array): PlanProblem {
  if (!isAssayError(error)) throw error
  const { line, at, where } = error.data as { line?: unknown; at?: unknown; where?: unknown }
  const path = typeof at === 'string' ? at : typeof where === 'string' ? where : ''
  return {
    code: error.code,
    message: error.message,
    line: typeof line === 'number' ? line : lineInPlan(bytes, path),
    at: /^[\w.[\]-]+$/.test(path) ? path : ''
  }
}

export type ReadPlanText = CheckedPlan & { text: string; sha256: string }

export async function readPlanText(ports: Ports, project: Project, path: string, memo: ManifestMemo): Promise<ReadPlanText> {
  if (!(await ports.files.exists(path))) throw new AssayError('plan/missing', { file: path })
  const bytes = await ports.files.read(path)
  const text = new TextDecoder().decode(bytes)
  return { ...(await checkPlanText(ports, project, text, memo)), text, sha256: sha256Hex(bytes) }
}

/** The text with changes made by a form; comments and everything else stay as they are. */
export const editPlanText = (text: string, changes: readonly PlanChange[]): string => changePlan(text, changes)

/** Saves the text where the file is still the one that was read (`replaces`: its digest; null: none). Throws `project/changed-meanwhile`. */
export async function writePlanText(ports: Ports, path: string, text: string, replaces: string | null): Promise<{ sha256: string }> {
  const there = (await ports.files.exists(path)) ? sha256Hex(await ports.files.read(path)) : null
  if (there !== replaces) throw new AssayError('project/changed-meanwhile', { file: path })
  const bytes = new TextEncoder().encode(text)
  await ports.files.writeAtomic(path, bytes)
  return { sha256: sha256Hex(bytes) }
}

export type DraftData = { dataset: string; files: readonly string[] }
export type DraftOrder = { plan: string; data: DraftData; reference?: DraftData | undefined; answers: Answers }

/** A commented first plan from datasets of the project and from answers; what has a safe answer is answered with it. */
export async function draftPlan(
  ports: Ports,
  project: Project,
  { plan, data, reference, answers }: DraftOrder,
  memo: ManifestMemo
): Promise<{ text: string; questions: Question[]; complete: boolean }> {
  const parts = reference ? [reference, data] : [data]
  const manifests = await Promise.all(parts.map(({ dataset }) => manifestOfDataset(ports, project, dataset, memo)))
  const base = ports.files.folderOf(plan)
  const paths = parts.map(({ files }) => files.map((file) => ports.files.relative(base, file)))
  const given = { ...answers }
  for (let open = openQuestion(manifests, given); open?.otherwise !== undefined; open = openQuestion(manifests, given))
    given[open.id] = open.otherwise
  const text = firstPlan(manifests, given, paths)
  return { text, questions: questionsFor(manifests, given), complete: isPlan(text) }
}

const openQuestion = (manifests: Parameters<typeof questionsFor>[0], given: Answers): Question | undefined =>
  questionsFor(manifests, given).find(({ id, otherwise }) => !Object.hasOwn(given, id) && otherwise !== undefined)

function isPlan(text: string): boolean {
  try {
    parsePlan(new TextEncoder().encode(text), 'plan.yaml')
    return true
  } catch {
    return false
  }
}

import type { DatasetManifest } from '../../shared/model/dataset'
import { firstPlan } from '../core/plan/first-plan'
import { answerProblem, type Answers, type Question } from '../core/plan/first-plan-answers'
import { questionsFor } from '../core/plan/first-plan-questions'
import { parsePlan } from '../core/plan/parse-plan'
import { AssayError } from '../../shared/model/errors'
import { importDataset } from './import-dataset'
import type { Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'

export type FirstPlanOrder = {
  data: readonly string[]
  /** The training or validation data, where there are any. */
  reference: readonly string[]
  /** Where the plan is written. */
  plan: string
  /** Asks the user; an unanswered question leaves a place to fill in. */
  ask: (question: Question) => Promise<string | undefined>
}
export type FirstPlanOutcome = { plan: string; manifest: DatasetManifest; complete: boolean }

/** Imports the data and writes a commented first plan from them and from the answers. */
export async function writeFirstPlan(ports: Ports, project: Project, order: FirstPlanOrder, job: Job): Promise<FirstPlanOutcome> {
  const { files } = ports
  const path = files.absolute(order.plan)
  if (await files.exists(path)) throw new AssayError('plan/exists', { file: order.plan })
  const lists = order.reference.length > 0 ? [order.reference, order.data] : [order.data]
  const manifests: DatasetManifest[] = []
  const paths: string[][] = []
  for (const data of lists) {
    const { manifest } = await importDataset(ports, project, { files: [...data], reading: {} }, files.absolute('.'), job)
    await project.append({ type: 'data-explored', body: { dataset: manifest.id } })
    manifests.push(manifest)
    paths.push(data.map((file) => files.relative(files.folderOf(path), files.absolute(file))))
  }
  const text = firstPlan(manifests, await askAll(manifests, order.ask), paths)
  await files.writeAtomic(path, new TextEncoder().encode(text))
  const manifest = manifests[manifests.length - 1]
  if (!manifest) throw new AssayError('internal/unexpected', { what: 'no dataset' })
  return { plan: path, manifest, complete: isComplete(text, files.nameOf(path)) }
}

/** Later questions depend on earlier answers, so the list is made again after each. */
async function askAll(manifests: readonly DatasetManifest[], ask: FirstPlanOrder['ask']): Promise<Answers> {
  const answers: Record<string, string> = {}
  const asked = new Set<string>()
  for (;;) {
    const question = questionsFor(manifests, answers).find(({ id }) => !asked.has(id))
    if (question === undefined) return answers
    asked.add(question.id)
    const answer = await ask(question)
    if (answer === undefined) continue
    const problem = answerProblem(question, answer)
    if (problem !== undefined) throw new AssayError('plan/bad-answer', { question: question.id, answer, problem })
    answers[question.id] = answer
  }
}

function isComplete(text: string, name: string): boolean {
  try {
    parsePlan(new TextEncoder().encode(text), name)
    return true
  } catch {
    return false
  }
}

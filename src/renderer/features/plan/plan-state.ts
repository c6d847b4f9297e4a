import { create } from 'zustand'
import type { CheckedPlan, PlanEdit, PlanProblem } from '../../../shared/contract/plan'
import type { Plan } from '../../../shared/model/plan'
import { saidBy, type Said } from '../../rpc'
import { engine } from '../../state/connection'
import { draftOf, forgetDraft, keepDraft } from './draft'

/** The plan of the open project as it is being written. `saved` is what lies on disk; null: there is no file yet. */
export type PlanText = {
  folder: string
  path: string
  text: string
  saved: { text: string; sha256: string } | null
  /** The last text that was valid, for the form. */
  plan: Plan | null
  /** Of the text that was checked last. */
  problems: readonly PlanProblem[]
  checked: boolean
}

export type PlanState =
  | { kind: 'none' }
  | { kind: 'missing'; folder: string; path: string }
  | { kind: 'failed'; folder: string; said: Said }
  | ({ kind: 'open' } & PlanText)

export const usePlan = create<{ state: PlanState }>(() => ({ state: { kind: 'none' } }))

const put = (state: PlanState): void => usePlan.setState({ state })
const now = (): PlanState => usePlan.getState().state

usePlan.subscribe(({ state }) => {
  if (state.kind !== 'open') return
  if (isChanged(state)) keepDraft(state.path, { text: state.text, sha256: state.saved?.sha256 ?? null })
  else forgetDraft(state.path)
})

const CHECK_MS = 250
let timer: ReturnType<typeof setTimeout> | undefined
let checks = 0

/** Reads the project's plan, unless it is open already with changes that are not saved; those of a window that was closed come back. */
export async function readPlan(folder: string, path: string, exists: boolean): Promise<void> {
  const state = now()
  if (state.kind === 'open' && state.folder === folder && state.path === path && isChanged(state)) return
  if (!exists) {
    const draft = draftOf(path, null)
    return draft === null ? put({ kind: 'missing', folder, path }) : beginPlan(folder, path, draft)
  }
  try {
    const { text, sha256, plan, problems } = await engine().plan.read({ folder, plan: path })
    const draft = draftOf(path, sha256)
    put({ kind: 'open', folder, path, text, saved: { text, sha256 }, plan, problems, checked: true })
    if (draft !== null) setText(draft)
  } catch (error) {
    put({ kind: 'failed', folder, said: saidBy(error) })
  }
}

/** A text that is not saved yet, of a plan that has no file. */
export function beginPlan(folder: string, path: string, text: string): void {
  put({ kind: 'open', folder, path, text, saved: null, plan: null, problems: [], checked: false })
  scheduleCheck(0)
}

export const isChanged = (state: PlanText): boolean => state.saved === null || state.saved.text !== state.text

/** What was written, by hand or by the form; it is checked when the writer pauses. */
export function setText(text: string): void {
  const state = now()
  if (state.kind !== 'open' || state.text === text) return
  put({ ...state, text, checked: false })
  scheduleCheck(CHECK_MS)
}

function scheduleCheck(delay: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => void check(), delay)
}

async function check(): Promise<void> {
  const state = now()
  if (state.kind !== 'open') return
  const mine = ++checks
  const { folder, text } = state
  const found = await engine()
    .plan.check({ folder, text })
    .catch((error: unknown) => failedCheck(saidBy(error)))
  const latest = now()
  if (mine !== checks || latest.kind !== 'open' || latest.text !== text) return
  put({ ...latest, plan: found.plan ?? latest.plan, problems: found.problems, checked: true })
}

const failedCheck = ({ message }: Said): CheckedPlan => ({
  plan: null,
  problems: [{ code: 'internal/unexpected', message, line: null, at: '' }]
})

/** Changes by the form: comments and order of everything else stay. Resolves to the text before. */
export async function editPlan(edits: readonly PlanEdit[]): Promise<string | null> {
  const state = now()
  if (state.kind !== 'open') return null
  const { text } = await engine().plan.edit({ text: state.text, edits: [...edits] })
  setText(text)
  return state.text
}

/** Saves the text; refused where the file was changed meanwhile. */
export async function savePlan(): Promise<void> {
  const state = now()
  if (state.kind !== 'open') return
  const { folder, path, text, saved } = state
  const { sha256 } = await engine().plan.write({ folder, plan: path, text, replaces: saved?.sha256 ?? null })
  const latest = now()
  if (latest.kind === 'open' && latest.path === path) put({ ...latest, saved: { text, sha256 } })
}

/** Throws away what was not saved and reads the file again. */
export async function revertPlan(): Promise<void> {
  const state = now()
  if (state.kind !== 'open' || state.saved === null) return
  const { folder, path } = state
  put({ ...state, text: state.saved.text })
  await readPlan(folder, path, true)
}

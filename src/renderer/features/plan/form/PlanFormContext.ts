import { createContext, useContext } from 'react'
import type { PlanEdit, PlanProblem } from '../../../../shared/contract/plan'
import type { Plan } from '../../../../shared/model/plan'

/** What every field of the form needs: the last valid plan, what is wrong now, and how to change it. */
export type PlanForm = {
  plan: Plan
  problems: readonly PlanProblem[]
  edit: (what: string, edits: readonly PlanEdit[]) => void
  showLine: (line: number) => void
}

export const PlanFormContext = createContext<PlanForm | null>(null)

export function usePlanForm(): PlanForm {
  const form = useContext(PlanFormContext)
  if (form === null) throw new Error('a field outside the form')
  return form
}

import { z } from 'zod'
import { sha256 } from '../model/dataset'
import { ERROR_CODES } from '../model/errors'
import type { Plan } from '../model/plan'
import { inProject, path, procedure, trusted } from './procedure'

/** What is wrong with a plan: an error of the closed list, and the line where that is known (1-based). */
export const planProblem = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  line: z.int().positive().nullable(),
  /** Where in the plan, as `groups.attributes.0`; empty for the whole. */
  at: z.string()
})
export type PlanProblem = z.infer<typeof planProblem>

/** `plan` is null where the text is no valid plan; `problems` then has at least one entry. */
export const checkedPlan = z.object({ plan: trusted<Plan | null>(), problems: z.array(planProblem) })
export type CheckedPlan = z.infer<typeof checkedPlan>

const text = z.string().max(1 << 20)

const question = z.object({
  id: z.string(),
  text: z.string(),
  answer: z.enum(['one', 'several', 'text', 'texts', 'number', 'numbers']),
  options: z.array(z.object({ value: z.string(), text: z.string() })).readonly(),
  otherwise: z.string().optional(),
  required: z.boolean()
})
export type PlanQuestion = z.infer<typeof question>

const planData = z.strictObject({ dataset: sha256, files: z.array(path).min(1) })

/** One change by the form: the value at a path; without a value what is there is removed. */
export const planEdit = z.strictObject({
  path: z
    .array(z.union([z.string(), z.int().nonnegative()]))
    .min(1)
    .max(12),
  value: z.unknown()
})
export type PlanEdit = z.infer<typeof planEdit>

export const plan = {
  /** The plan file's text and what is wrong with it, also against the data that were imported. */
  read: procedure.input(inProject.extend({ plan: path })).output(checkedPlan.extend({ text: z.string(), sha256 })),
  /** The same of a text that is not saved yet. */
  check: procedure.input(inProject.extend({ text })).output(checkedPlan),
  /** The text with changes made by a form; comments, order and style of everything else stay. */
  edit: procedure.input(z.strictObject({ text, edits: z.array(planEdit).min(1).max(100) })).output(z.object({ text: z.string() })),
  /** Saves the text byte for byte; `replaces` is the digest that was read (null: a new file), so that nobody's work is lost unseen. */
  write: procedure.input(inProject.extend({ plan: path, text, replaces: sha256.nullable() })).output(z.object({ sha256 })),
  /** A commented first plan from imported data and answers; `questions` are all that apply, answered or not. Writes nothing. */
  draft: procedure
    .input(
      inProject.extend({
        plan: path,
        data: planData,
        reference: planData.optional(),
        answers: z.record(z.string(), z.union([z.string(), z.array(z.string())]))
      })
    )
    .output(z.object({ text: z.string(), questions: z.array(question), complete: z.boolean() }))
}

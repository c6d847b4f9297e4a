import { evidenceErrors } from './errors/evidence'
import { explainErrors } from './errors/explain'
import { importErrors } from './errors/import'
import { internalErrors } from './errors/internal'
import { modelErrors } from './errors/model'
import { planErrors } from './errors/plan'
import { projectErrors } from './errors/project'

/** The closed list: a code, and one sentence that says what, where and what to do. */
const SENTENCES = {
  ...importErrors,
  ...planErrors,
  ...modelErrors,
  ...explainErrors,
  ...projectErrors,
  ...evidenceErrors,
  ...internalErrors
}

export type ErrorCode = keyof typeof SENTENCES
export const ERROR_CODES = Object.keys(SENTENCES) as readonly ErrorCode[]
export type ErrorData<C extends ErrorCode> = Parameters<(typeof SENTENCES)[C]>[0]

export class AssayError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AssayError'

  constructor(
    readonly code: C,
    readonly data: ErrorData<C>
  ) {
    super((SENTENCES[code] as (data: ErrorData<C>) => string)(data))
  }

  /** What crosses a process boundary; `reviveError` is its inverse. */
  toJSON(): { code: ErrorCode; data: unknown } {
    return { code: this.code, data: this.data }
  }
}

export function reviveError(json: { code: string; data: unknown }): AssayError {
  if (!(json.code in SENTENCES)) return new AssayError('internal/unexpected', { what: `unknown error code ${json.code}` })
  return new AssayError(json.code as ErrorCode, json.data as ErrorData<ErrorCode>)
}

export const isAssayError = (error: unknown): error is AssayError => error instanceof AssayError

/** 130 for what the user cancelled, as shells say it; 4 for faults of the program, 3 for everything the user can mend. */
export function exitCodeOf(error: unknown): 3 | 4 | 130 {
  if (!isAssayError(error)) return 4
  if (error.code === 'internal/cancelled') return 130
  return error.code.startsWith('internal/') ? 4 : 3
}

import { eventIterator, oc, type ErrorMapItem } from '@orpc/contract'
import { z } from 'zod'
import { ERROR_CODES, type ErrorCode, type ErrorData } from '../model/errors'
import { progress } from '../model/job'

/** One status for every named error: the code says which it is. */
export const NAMED_ERROR_STATUS = 422

type NamedErrors = { [C in ErrorCode]: ErrorMapItem<z.ZodType<ErrorData<C>>> }

const namedErrors = Object.fromEntries(
  ERROR_CODES.map((code) => [code, { status: NAMED_ERROR_STATUS, data: z.unknown() }])
) as unknown as NamedErrors

/** Where every procedure begins: it fails with a code of the closed list, its sentence and its data. */
export const procedure = oc.errors(namedErrors)

/** Events of a job: its id first, progress at most ten a second, its result last. Ending the stream does not end the job: that is `jobs.cancel`. */
export const jobEvents = <T extends z.ZodType>(result: T): ReturnType<typeof eventIterator<JobEvent<z.output<T>>, JobEvent<z.output<T>>>> =>
  eventIterator(
    z.union([
      z.object({ kind: z.literal('started'), job: z.string() }),
      z.object({ kind: z.literal('progress'), progress }),
      z.object({ kind: z.literal('done'), result })
    ]) as unknown as z.ZodType<JobEvent<z.output<T>>, JobEvent<z.output<T>>>
  )

export type JobEvent<T> =
  { kind: 'started'; job: string } | { kind: 'progress'; progress: z.infer<typeof progress> } | { kind: 'done'; result: T }

/** A whole path, as the engine's system writes it. */
export const path = z
  .string()
  .max(4096)
  .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, 'a whole path')

export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A project is named by its folder in every call; nothing else is remembered between calls. */
export const inProject = z.strictObject({ folder: path })

export const passphrase = z.string().min(1).max(1024)

/** Checked where it was made; sent as it is. */
export const trusted = <T>(): z.ZodType<T> => z.custom<T>((value) => value !== undefined)

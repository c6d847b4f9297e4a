import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract'
import { NAMED_ERROR_STATUS } from '../../shared/contract/procedure'
import { AssayError, isAssayError } from '../../shared/model/errors'

/** Every procedure answers with its output or with an error of the closed list; streams as well. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    const result = await next()
    return isStream(result.output) ? { ...result, output: namedStream(result.output) } : result
  } catch (error) {
    throw named(error)
  }
})

/** What crosses to the window: code, sentence and data. What is not ours is a fault of the program, and says no more than its kind. */
function named(error: unknown): unknown {
  if (error instanceof ORPCError) return error
  const known = isAssayError(error)
    ? error
    : new AssayError('internal/unexpected', { what: error instanceof Error ? error.message : String(error) })
  return new ORPCError(known.code, { status: NAMED_ERROR_STATUS, message: known.message, data: known.data, defined: true })
}

const isStream = (output: unknown): output is AsyncGenerator<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output

async function* namedStream(events: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
  try {
    yield* events
  } catch (error) {
    throw named(error)
  }
}

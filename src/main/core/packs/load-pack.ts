import { AssayError } from '../../../shared/model/errors'
import type { Pack } from '../../../shared/model/pack'
import { pack } from '../../../shared/model/pack'

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AssayError('plan/pack-unreadable', { what: 'it is not JSON in UTF-8' })
  }
}

/** The pack in the bytes of a file. Throws `plan/pack-unreadable` with the place of the first fault. */
export function loadPack(bytes: Uint8Array): Pack {
  const result = pack.safeParse(parsed(bytes))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new AssayError('plan/pack-unreadable', {
    what: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not as the schema says'}`
  })
}

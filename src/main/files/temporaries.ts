import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const TEMPORARY = /\.tmp-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The name of a file or folder that is under way; `unique` is a UUID. */
export function temporaryName(name: string, unique: string): string {
  return `${name}.tmp-${unique}`
}

/**
 * Removes what killed processes left half-written in a project folder and its own folders; to be called by the project's opener, who holds its lock.
 * Returns how many there were.
 */
export async function removeTemporaries(folder: string, depth = 3): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  let removed = 0
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (TEMPORARY.test(entry.name)) {
      await rm(path, { recursive: true, force: true })
      removed += 1
    } else if (entry.isDirectory() && depth > 0) removed += await removeTemporaries(path, depth - 1)
  }
  return removed
}

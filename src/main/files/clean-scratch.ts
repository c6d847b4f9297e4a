import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Imports under way have a folder of this name in the data folder. */
export const SCRATCH_PREFIX = 'import.tmp-'

/** Removes what killed imports left behind; to be called by the project's opener, who holds its lock. Returns how many there were. */
export async function cleanScratch(folder: string): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const stale = names.filter((name) => name.startsWith(SCRATCH_PREFIX))
  for (const name of stale) await rm(join(folder, name), { recursive: true, force: true })
  return stale.length
}

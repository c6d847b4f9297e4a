import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** File name → bytes of the files directly in a folder of the product. */
export async function filesIn(folder: string): Promise<Map<string, Uint8Array>> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
  return new Map(
    await Promise.all(names.sort().map(async (name): Promise<[string, Uint8Array]> => [name, await readFile(join(folder, name))]))
  )
}

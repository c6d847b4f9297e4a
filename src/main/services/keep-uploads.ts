import type { Ports } from './ports'

/**
 * Where an import finds its files for good. What was uploaded lies in the host's staging folder, which goes with the host: it is kept in the project,
 * under its own name, once for the same bytes.
 */
export async function keepUploads(
  { files }: Pick<Ports, 'files'>,
  project: string,
  given: readonly string[],
  staging: string | null
): Promise<string[]> {
  const folder = files.join(project, 'files')
  const kept: string[] = []
  for (const path of given)
    kept.push(
      staging !== null && isWithin(files.absolute(path), files.absolute(staging)) ? await keep(files, folder, files.absolute(path)) : path
    )
  return kept
}

const isWithin = (path: string, folder: string): boolean => path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length))

async function keep(files: Ports['files'], folder: string, path: string): Promise<string> {
  await files.makeFolder(folder)
  const sha256 = await files.sha256(path)
  for (let n = 1; ; n++) {
    const target = files.join(folder, n === 1 ? files.nameOf(path) : `${n}-${files.nameOf(path)}`)
    if (!(await files.exists(target))) {
      await files.copy(path, target)
      return target
    }
    if ((await files.sha256(target)) === sha256) return target
  }
}

import { mkdtemp, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { AssayError } from '../../shared/model/errors'
import type { ProjectFiles } from '../ports/project-files'

export type Fence = {
  /** Folders in which files may be read and written, with all below them. */
  folders: readonly string[]
  /** Folders in which files may be read only. */
  readOnly: readonly string[]
  /** For what is temporary; inside the fence. */
  staging: string
}

/**
 * The same files, but nothing outside the fence: links are followed before it is judged where a path leads. For hosts whose pages may not choose any
 * file of this user. Throws `host/outside-root`.
 */
export function fenced(files: ProjectFiles, { folders, readOnly, staging }: Fence): ProjectFiles {
  const write = (path: string): Promise<void> => refuseOutside(path, [...folders, staging])
  const read = (path: string): Promise<void> => refuseOutside(path, [...folders, staging, ...readOnly])
  return {
    join: (...segments) => files.join(...segments),
    absolute: (path) => files.absolute(path),
    folderOf: (path) => files.folderOf(path),
    nameOf: (path) => files.nameOf(path),
    relative: (folder, path) => files.relative(folder, path),
    exists: async (path) => read(path).then(() => files.exists(path)),
    read: async (path) => read(path).then(() => files.read(path)),
    sha256: async (path) => read(path).then(() => files.sha256(path)),
    isFolder: async (path) => read(path).then(() => files.isFolder(path)),
    sizeOf: async (path) => read(path).then(() => files.sizeOf(path)),
    list: async (folder) => read(folder).then(() => files.list(folder)),
    entries: async (folder) => read(folder).then(() => files.entries(folder)),
    copyHead: async (from, to, most) => Promise.all([read(from), write(to)]).then(() => files.copyHead(from, to, most)),
    copy: async (from, to) => Promise.all([read(from), write(to)]).then(() => files.copy(from, to)),
    writeAtomic: async (path, bytes) => write(path).then(() => files.writeAtomic(path, bytes)),
    streamAtomic: async (path, work) => write(path).then(() => files.streamAtomic(path, work)),
    append: async (path, bytes) => write(path).then(() => files.append(path, bytes)),
    truncate: async (path, length) => write(path).then(() => files.truncate(path, length)),
    makeFolder: async (path) => write(path).then(() => files.makeFolder(path)),
    remove: async (path) => write(path).then(() => files.remove(path)),
    removeTemporaries: async (folder) => write(folder).then(() => files.removeTemporaries(folder)),
    lock: async (folder) => write(folder).then(() => files.lock(folder)),
    temporaryFolder: () => mkdtemp(join(staging, 'work-')),
    expandInputs: async (patterns, base) => {
      for (const pattern of patterns) await read(beforeWildcards(resolve(base, pattern)))
      const found = await files.expandInputs(patterns, base)
      for (const { path } of found) await read(path)
      return found
    }
  }
}

/** The folder that holds everything a pattern can match. */
function beforeWildcards(pattern: string): string {
  const wild = pattern.search(/[*?[]/)
  return wild < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf(sep, wild) + 1) || sep
}

async function refuseOutside(path: string, folders: readonly string[]): Promise<void> {
  const real = await whereItLeads(path)
  for (const folder of folders) {
    const root = await whereItLeads(folder)
    if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return
  }
  throw new AssayError('host/outside-root', { path, root: folders[0] ?? 'any folder' })
}

/** The path with links followed, also where its last parts do not exist yet. */
async function whereItLeads(path: string): Promise<string> {
  if (!isAbsolute(path) || path.includes('\0')) throw new AssayError('host/not-absolute', { path: path.replaceAll('\0', '␀') })
  const whole = resolve(path)
  const real = await realpath(whole).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : whole))
  if (real !== null) return real
  const above = dirname(whole)
  return above === whole ? whole : join(await whereItLeads(above), basename(whole))
}

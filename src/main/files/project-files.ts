import { access, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Syscalls } from '../ports/files'
import type { ProjectFiles } from '../ports/project-files'
import { appendDurably, writeAtomic } from './atomic-write'
import { asNamed, expandInputs } from './expand-inputs'
import { hashFile } from './hash-file'
import { lockProject } from './project-lock'
import { nodeSyscalls } from './syscalls'
import { removeTemporaries } from './temporaries'

/** The file system as a project sees it. */
export function createProjectFiles(system: Syscalls = nodeSyscalls): ProjectFiles {
  return {
    join,
    absolute: (path) => resolve(path),
    folderOf: dirname,
    nameOf: (path) => basename(path),
    relative: (folder, path) => relative(folder, path).replaceAll('\\', '/'),
    exists: (path) => access(path).then(yes, no),
    read: (path) =>
      readFile(path).catch((error: unknown) => {
        throw asNamed(error, path)
      }),
    sha256: hashFile,
    temporaryFolder: () => mkdtemp(join(tmpdir(), 'assay-')),
    isFolder: (path) => stat(path).then((found) => found.isDirectory(), no),
    writeAtomic: (path, bytes) => writeAtomic(path, bytes, system),
    append: (path, bytes) => appendDurably(path, bytes, system),
    truncate: (path, length) => system.truncate(path, length),
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true })
    },
    list,
    remove: (path) => rm(path, { recursive: true, force: true }),
    removeTemporaries: async (folder) => {
      await removeTemporaries(folder)
    },
    lock: lockProject,
    expandInputs
  }
}

const yes = (): boolean => true
const no = (): boolean => false

async function list(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

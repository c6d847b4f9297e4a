import { createReadStream } from 'node:fs'
import { access, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { AssayError, isAssayError } from '../../shared/model/errors'
import { reasonOf } from '../../shared/model/system-reason'
import type { Syscalls } from '../ports/files'
import type { FolderEntry, ProjectFiles } from '../ports/project-files'
import { appendDurably, streamAtomic, writeAtomic } from './atomic-write'
import { copyHead } from './copy-head'
import { asNamed, expandInputs } from './expand-inputs'
import { hashFile } from './hash-file'
import { lockProject } from './project-lock'
import { nodeSyscalls } from './syscalls'
import { removeTemporaries } from './temporaries'
import { refuseEndless, readWhole } from './whole-file'

/** The file system as a project sees it. */
export function createProjectFiles(system: Syscalls = nodeSyscalls): ProjectFiles {
  return {
    join,
    absolute: (path) => resolve(path),
    folderOf: dirname,
    nameOf: (path) => basename(path),
    relative: (folder, path) => relative(folder, path).replaceAll('\\', '/'),
    exists: (path) => access(path).then(yes, no),
    read: readWhole,
    sha256: hashFile,
    temporaryFolder: () => mkdtemp(join(tmpdir(), 'assay-')),
    isFolder: (path) => stat(path).then((found) => found.isDirectory(), no),
    writeAtomic: (path, bytes) => writeAtomic(path, bytes, system),
    streamAtomic: (path, work) => streamAtomic(path, work, system),
    append: (path, bytes) => appendDurably(path, bytes, system),
    truncate: (path, length) => system.truncate(path, length),
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true }).catch(refused(path))
    },
    list,
    entries,
    sizeOf: (path) =>
      stat(path).then(
        ({ size }) => size,
        (error: unknown) => {
          throw asNamed(error, path)
        }
      ),
    copyHead,
    copy: async (from, to) => {
      await refuseEndless(from)
      await streamAtomic(
        to,
        async (write) => {
          for await (const piece of createReadStream(from)) await write(piece as Uint8Array)
        },
        system
      )
    },
    remove: (path) => rm(path, { recursive: true, force: true }),
    removeTemporaries: async (folder) => {
      await removeTemporaries(folder)
    },
    lock: (folder) => lockProject(folder).catch(refused(folder)),
    expandInputs
  }
}

/** A change that the system refused, as one of our sentences. */
const refused =
  (path: string) =>
  (error: unknown): never => {
    throw isAssayError(error) ? error : new AssayError('project/cannot-write', { file: path, reason: reasonOf(error) })
  }

const yes = (): boolean => true
const no = (): boolean => false

async function list(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw asNamed(error, folder)
  })
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

async function entries(folder: string): Promise<FolderEntry[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw asNamed(error, folder)
  })
  const found = await Promise.all(names.map((name) => entryOf(join(folder, name), name)))
  return found.filter((entry) => entry !== null).sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
}

/** Null for what is neither file nor folder, or cannot be looked at. */
async function entryOf(path: string, name: string): Promise<FolderEntry | null> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) return { path, name, kind: 'folder', bytes: 0 }
  return found?.isFile() ? { path, name, kind: 'file', bytes: found.size } : null
}

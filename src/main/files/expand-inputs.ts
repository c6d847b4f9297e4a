import { readdir, readlink, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { AssayError } from '../../shared/model/errors'
import type { FoundFile } from '../ports/project-files'
import { globParts, type GlobParts } from './glob'

const DATA_FILE = /\.(csv|tsv|txt|parquet|pq|json|jsonl|ndjson|arrow|arrows|ipc|feather|fea)(\.gz)?$/i

/**
 * Files, folders and patterns (* ? ** [abc]) as one list of regular files. Arguments keep their order; what a folder or pattern holds is sorted by the
 * UTF-8 bytes of the names. `path` is absolute with links resolved, `name` is what reports show, `link` where the name led. A folder gives its data files, not those of folders below it; hidden files are left out.
 * @throws AssayError import/missing-file, no-data-files, no-match, dangling-link, cyclic-link, not-a-file, no-permission, same-file-twice
 */
export async function expandInputs(inputs: readonly string[], cwd: string): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const input of inputs) found.push(...(await expandOne(input, cwd)))
  const seen = new Set<string>()
  for (const { path, name } of found) {
    if (seen.has(path)) throw new AssayError('import/same-file-twice', { file: name })
    seen.add(path)
  }
  return withDistinctNames(found, cwd)
}

async function expandOne(input: string, cwd: string): Promise<FoundFile[]> {
  const path = resolve(cwd, input)
  const kind = await kindOf(path)
  if (kind === 'file') return [await resolved(path, basename(path))]
  if (kind === 'folder') return inFolder(path, input)
  if (kind === 'other') throw new AssayError('import/not-a-file', { file: input })
  const glob = globParts(input)
  if (glob === undefined) return [await resolved(path, input)]
  return matching(glob, input, cwd)
}

async function inFolder(folder: string, shown: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw asNamed(error, shown)
  })
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && DATA_FILE.test(entry.name))
    .map(({ name }) => name)
  if (names.length === 0) throw new AssayError('import/no-data-files', { folder: shown })
  return Promise.all(names.sort(byUtf8).map((name) => resolved(join(folder, name), name)))
}

async function matching({ base, pattern }: GlobParts, shown: string, cwd: string): Promise<FoundFile[]> {
  const folder = resolve(cwd, base)
  const names = (await walk(folder)).map((path) => relative(folder, path).split(sep).join('/'))
  const matched = names.filter((name) => pattern.test(name)).sort(byUtf8)
  if (matched.length === 0) throw new AssayError('import/no-match', { pattern: shown })
  return Promise.all(matched.map((name) => resolved(join(folder, name), name)))
}

/** Files and links below a folder; links to folders are not followed, so there are no cycles. */
async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const shown = entries.filter(({ name }) => !name.startsWith('.'))
  const below = await Promise.all(
    shown.map(async (entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]))
  )
  return below.flat()
}

async function resolved(path: string, name: string): Promise<FoundFile> {
  const real = await realpath(path).catch(async (error: unknown) => {
    const target = await readlink(path).catch(() => undefined)
    if (target !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new AssayError('import/dangling-link', { file: name, target })
    throw asNamed(error, name)
  })
  if ((await kindOf(real)) !== 'file') throw new AssayError('import/not-a-file', { file: name })
  const isLink = real !== join(await realpath(dirname(path)), basename(path))
  return { path: real, name, link: isLink ? path : null }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | 'none'> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return 'none'
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
}

/** Files of one name from different folders are shown by their path from the working folder. */
function withDistinctNames(found: readonly FoundFile[], cwd: string): FoundFile[] {
  const times = new Map<string, number>()
  for (const { name } of found) times.set(name, (times.get(name) ?? 0) + 1)
  return found.map((file) =>
    times.get(file.name) === 1
      ? file
      : {
          ...file,
          name: relative(cwd, file.link ?? file.path)
            .split(sep)
            .join('/')
        }
  )
}

const byUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The system's refusal as one of our sentences. */
export function asNamed(error: unknown, file: string): AssayError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AssayError('import/missing-file', { file })
  if (code === 'EACCES' || code === 'EPERM') return new AssayError('import/no-permission', { file })
  if (code === 'ELOOP') return new AssayError('import/cyclic-link', { file })
  const reason = code === 'ERR_FS_FILE_TOO_LARGE' ? 'it is larger than 2 GB' : (code ?? 'input/output')
  return new AssayError('import/unreadable', { file, reason })
}

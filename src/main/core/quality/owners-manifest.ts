import type { InputFile } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Agreement } from '../../../shared/model/report'

/** One file as its owner lists it; `sha256` in lower-case hex. */
export type ListedFile = { name: string; sha256: string }

const GNU = /^(\\?)([0-9a-fA-F]{64})[ \t][ *]?(.+)$/
const BSD = /^SHA256 \((.+)\) = ([0-9a-fA-F]{64})$/

/**
 * Reads the output of sha256sum (GNU or --tag), JSON {"files":[{"name","sha256"}]} or JSON {"name":"sha256"}. `file` names the manifest in errors.
 * @throws AssayError import/owners-manifest-unreadable
 */
export function parseOwnersManifest(text: string, file: string): ListedFile[] {
  const bare = text.replace(/^\uFEFF/, '').trim()
  const listed = bare.startsWith('{') ? fromJson(bare, file) : fromLines(bare, file)
  if (listed.length === 0) throw unreadable(file, 1)
  return listed
}

function fromLines(text: string, file: string): ListedFile[] {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line, number: index + 1 }))
  return lines
    .filter(({ line }) => line.trim() !== '' && !line.startsWith('#'))
    .map(({ line, number }) => fromLine(line) ?? fail(file, number))
}

function fromLine(line: string): ListedFile | undefined {
  const bsd = BSD.exec(line)
  if (bsd !== null) return { name: bsd[1] as string, sha256: (bsd[2] as string).toLowerCase() }
  const gnu = GNU.exec(line)
  if (gnu === null) return undefined
  const name = gnu[3] as string
  return { name: gnu[1] === '' ? name : name.replaceAll('\\n', '\n').replaceAll('\\\\', '\\'), sha256: (gnu[2] as string).toLowerCase() }
}

function fromJson(text: string, file: string): ListedFile[] {
  const { files, ...pairs } = parsedObject(text, file)
  const entries: unknown[] = Array.isArray(files) ? files : Object.entries(pairs).map(([name, sha256]) => ({ name, sha256 }))
  return entries.map((entry) => {
    const { name, sha256 } = (typeof entry === 'object' && entry !== null ? entry : {}) as Partial<ListedFile>
    const sound = typeof name === 'string' && typeof sha256 === 'string' && /^[0-9a-fA-F]{64}$/.test(sha256)
    return sound ? { name, sha256: sha256.toLowerCase() } : fail(file, 1)
  })
}

function parsedObject(text: string, file: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return fail(file, 1)
  }
}

/** One line for each imported file, in its order, then one for each listed file that was not imported. Names are compared by their last part. */
export function compareOwnersManifest(listed: readonly ListedFile[], files: readonly Pick<InputFile, 'name' | 'sha256'>[]): Agreement[] {
  const left = [...listed]
  const lines: Agreement[] = files.map(({ name, sha256 }) => {
    const named = left.filter((entry) => lastPart(entry.name) === lastPart(name))
    const entry = named.find((candidate) => candidate.sha256 === sha256) ?? named[0]
    if (entry === undefined) return { what: name, supplied: 'not listed', ours: sha256, agrees: false }
    left.splice(left.indexOf(entry), 1)
    return { what: name, supplied: entry.sha256, ours: sha256, agrees: entry.sha256 === sha256 }
  })
  return [...lines, ...left.map(({ name, sha256 }) => ({ what: name, supplied: sha256, ours: 'not imported', agrees: false }))]
}

const lastPart = (name: string): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)

function unreadable(file: string, line: number): AssayError {
  return new AssayError('import/owners-manifest-unreadable', { file, line })
}

function fail(file: string, line: number): never {
  throw unreadable(file, line)
}

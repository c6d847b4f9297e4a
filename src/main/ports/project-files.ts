import type { ImportRequest } from './reader'

/** A file found behind a path the user gave; `link` is the symlink it was reached through. */
export type FoundFile = ImportRequest['files'][number] & { link: string | null }

export type FolderEntry = { path: string; name: string; kind: 'file' | 'folder'; bytes: number }

/** The folders and files of a project, and what the user names on the command line. Paths are absolute. */
export interface ProjectFiles {
  join(...segments: string[]): string
  absolute(path: string): string
  folderOf(path: string): string
  nameOf(path: string): string
  /** `path` as written from `folder`, with /. */
  relative(folder: string, path: string): string
  exists(path: string): Promise<boolean>
  read(path: string): Promise<Uint8Array>
  /** SHA-256 of a file's bytes, in hex. */
  sha256(path: string): Promise<string>
  /** A new empty folder that nobody else uses; the caller removes it. */
  temporaryFolder(): Promise<string>
  isFolder(path: string): Promise<boolean>
  /** Old content or new content, never a mixture; on disk when it resolves. */
  writeAtomic(path: string, bytes: Uint8Array): Promise<void>
  /** The same piece by piece: `work` is given what writes the next bytes; where it throws, no file appears. */
  streamAtomic(path: string, work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>): Promise<void>
  /** On disk when it resolves. */
  append(path: string, bytes: Uint8Array): Promise<void>
  /** Cuts the file to its first `length` bytes: a line that was torn by a crash was never acknowledged. */
  truncate(path: string, length: number): Promise<void>
  makeFolder(path: string): Promise<void>
  /** Names in a folder, sorted by UTF-8 bytes; none where there is no such folder. */
  list(folder: string): Promise<string[]>
  /** Files and folders in a folder with their sizes, sorted by UTF-8 bytes; links count as what they lead to. */
  entries(folder: string): Promise<FolderEntry[]>
  sizeOf(path: string): Promise<number>
  /** The beginning of a file of lines: whole lines of up to `most` bytes. */
  copyHead(from: string, to: string, most: number): Promise<void>
  /** A whole file; on disk when it resolves. */
  copy(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Removes what a killed process left half-written below the project. */
  removeTemporaries(folder: string): Promise<void>
  /** One process a project; a second one is refused with its code. */
  lock(folder: string): Promise<() => Promise<void>>
  /** Files, folders and globs, relative to `base`, as a list sorted by bytes with symlinks resolved. */
  expandInputs(patterns: readonly string[], base: string): Promise<FoundFile[]>
}

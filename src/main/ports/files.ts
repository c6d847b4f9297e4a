/** An open file of a `Syscalls`. */
export interface OpenFile {
  /** Writes some or all of the bytes at the file's position; returns how many. */
  write(bytes: Uint8Array): Promise<number>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The system calls that change a project, one by one, so that a test can fail each. Errors carry Node's `code`. */
export interface Syscalls {
  /** `create` fails where the file exists; `append` makes it where it does not; `folder` opens a folder for `sync`. */
  open(path: string, mode: 'create' | 'append' | 'folder'): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  truncate(path: string, length: number): Promise<void>
  /** Size in bytes; 0 where there is no such file. */
  sizeOf(path: string): Promise<number>
}

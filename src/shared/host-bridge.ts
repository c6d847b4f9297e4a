/** What the preload script of a window offers to its page, as `window.assay`. Nothing else of Electron is there. */
export type HostBridge = {
  /** Asks for a port to the engine; it comes as a message `ENGINE_PORT` of this window, also again after the engine was restarted. */
  connect: () => void
  /** The frame stands, in the theme that was chosen: the window may be seen. */
  drawn: () => void
  /** The first page can be used: for the start-up's measurement. */
  usable: () => void
  chooseFiles: (choice: FileChoice) => Promise<string[]>
  chooseFolder: (title: string) => Promise<string | null>
  /** Where a file lies that was dropped on the page or picked; empty where it lies nowhere. */
  pathOf: (file: unknown) => string
  /** Asks where to, then writes. */
  save: (name: string, bytes: Uint8Array) => Promise<SaveOutcome>
  newWindow: () => void
}

export type FileChoice = {
  title: string
  many: boolean
  /** Extensions without a dot; none: all files. */
  extensions: readonly string[]
}

export type SaveOutcome = { kind: 'saved'; path: string } | { kind: 'cancelled' } | { kind: 'failed'; code: string; message: string }

export const ENGINE_PORT = 'assay:engine-port'
export const ENGINE_LOST = 'assay:engine-lost'

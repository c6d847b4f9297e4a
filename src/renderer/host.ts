import type { FileChoice, HostBridge } from '../shared/host-bridge'

declare global {
  interface Window {
    readonly assay?: HostBridge
  }
}

/** What the page asks of whoever shows it: a desktop window, or a browser. */
export type Host = {
  readonly kind: 'window' | 'page'
  /** Paths that the engine can read; in a browser the files are uploaded into its staging folder first. Empty: nothing was chosen. */
  chooseFiles: (choice: FileChoice, onUpload?: (fraction: number) => void) => Promise<string[]>
  /** The same of files that were dropped on the page. */
  pathsOf: (files: readonly File[], onUpload?: (fraction: number) => void) => Promise<string[]>
  /** The system's dialog; null in a browser, which has none for folders: browse with `files.browse` there. */
  chooseFolder: ((title: string) => Promise<string | null>) | null
  /** Saves where the user says, or nothing where they change their mind; a browser keeps it among its downloads. Rejects with a `SavingFailed`. */
  save: (name: string, bytes: Uint8Array, type: string) => Promise<void>
  newWindow: () => void
  /** To be called once, when the frame around the pages is on the screen. */
  drawn: () => void
  /** To be called once, when the first page stands with what it shows. */
  usable: () => void
}

/** A file that could not be written, in a sentence. */
export class SavingFailed extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/** The desktop window's own host. */
export function windowHost(bridge: HostBridge): Host {
  return {
    kind: 'window',
    chooseFiles: (choice) => bridge.chooseFiles(choice),
    pathsOf: (files) => Promise.resolve(files.map((file) => bridge.pathOf(file)).filter((path) => path !== '')),
    chooseFolder: (title) => bridge.chooseFolder(title),
    save: async (name, bytes) => {
      const outcome = await bridge.save(name, bytes)
      if (outcome.kind === 'failed') throw new SavingFailed(outcome.code, outcome.message)
    },
    newWindow: () => bridge.newWindow(),
    drawn: () => bridge.drawn(),
    usable: () => bridge.usable()
  }
}

/** A browser's page: files go by upload and download. `upload` answers with the path in the staging folder. */
export function pageHost(upload: (file: File, onSent: (bytes: number) => void) => Promise<string>): Host {
  const uploadAll = async (files: readonly File[], onUpload: (fraction: number) => void): Promise<string[]> => {
    const total = files.reduce((sum, file) => sum + file.size, 0)
    const paths: string[] = []
    let before = 0
    for (const file of files) {
      paths.push(await upload(file, (sent) => onUpload(total === 0 ? 1 : (before + sent) / total)))
      before += file.size
    }
    return paths
  }
  return {
    kind: 'page',
    chooseFiles: async (choice, onUpload = () => undefined) => uploadAll(await pickFiles(choice), onUpload),
    pathsOf: (files, onUpload = () => undefined) => uploadAll(files, onUpload),
    chooseFolder: null,
    save: (name, bytes, type) => Promise.resolve(download(name, bytes, type)),
    newWindow: () => void window.open(location.pathname, '_blank', 'noopener'),
    drawn: () => performance.mark('drawn'),
    usable: () => performance.mark('usable')
  }
}

function pickFiles({ many, extensions }: FileChoice): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = many
  input.accept = extensions.map((extension) => `.${extension}`).join(',')
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

function download(name: string, bytes: Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

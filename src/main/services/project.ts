import type { LedgerEvent, LedgerLine } from '../../shared/model/ledger'
import { AssayError } from '../../shared/model/errors'
import { nextLine, readLedger, type LedgerHead, type ReadLedger } from '../core/evidence/ledger'
import { claimedNow } from './claimed-time'
import type { Ports } from './ports'

/** An open project: one process holds it until `close`. */
export type Project = {
  folder: string
  dataFolder: string
  runsFolder: string
  reportsFolder: string
  /** What happened here so far, oldest first. */
  events: () => readonly LedgerLine[]
  /** Resolves with the line when it is on disk: that is the acknowledgement. */
  append: (event: LedgerEvent) => Promise<LedgerLine>
  close: () => Promise<void>
}

/** Opens or makes the project folder; recovers a line that a crash tore; refuses a ledger that was altered. */
export async function openProject(ports: Ports, path: string): Promise<Project> {
  const { files } = ports
  const folder = files.absolute(path)
  await files.makeFolder(folder)
  const unlock = await files.lock(folder)
  try {
    const names = {
      dataFolder: files.join(folder, 'data'),
      runsFolder: files.join(folder, 'runs'),
      reportsFolder: files.join(folder, 'reports')
    }
    for (const name of Object.values(names)) await files.makeFolder(name)
    await files.removeTemporaries(folder)
    const ledger = await openLedger(ports, folder)
    const project: Project = { folder, ...names, events: ledger.events, append: ledger.append, close: unlock }
    if (ledger.events().length === 0) await project.append({ type: 'project-created', body: { version: (await ports.made()).version } })
    return project
  } catch (error) {
    await unlock()
    throw error
  }
}

async function openLedger(ports: Ports, folder: string): Promise<Pick<Project, 'events' | 'append'>> {
  const path = ports.files.join(folder, 'ledger.jsonl')
  const found = await recover(ports, path)
  const { lines } = found
  let head: LedgerHead = found.head
  let length = found.whole
  let last: Promise<unknown> = Promise.resolve()
  const write = async (event: LedgerEvent): Promise<LedgerLine> => {
    const next = nextLine(head, claimedNow(ports), event)
    await ports.files.append(path, next.bytes).catch(async (error: unknown) => {
      if (await ports.files.exists(path)) await ports.files.truncate(path, length)
      throw error
    })
    length += next.bytes.length
    head = next.head
    lines.push(next.line)
    return next.line
  }
  return {
    events: () => lines,
    append: (event) => {
      const written = last.catch(() => undefined).then(() => write(event))
      last = written
      return written
    }
  }
}

async function recover({ files }: Ports, path: string): Promise<ReadLedger> {
  const bytes = (await files.exists(path)) ? await files.read(path) : new Uint8Array()
  const ledger = readLedger(bytes)
  if (ledger.brokenAt !== null) throw new AssayError('project/ledger-broken', { file: path, line: ledger.brokenAt })
  if (ledger.whole < bytes.length) await files.truncate(path, ledger.whole)
  return ledger
}

/** Opens the project for one piece of work and closes it whatever happens. */
export async function withProject<T>(ports: Ports, path: string, work: (project: Project) => Promise<T>): Promise<T> {
  const project = await openProject(ports, path)
  try {
    return await work(project)
  } finally {
    await project.close()
  }
}

import type { Ports } from '../ports'
import { openProject, type Project } from '../project'
import { createSignal, type Changes } from './changes'

/** The projects that this process has open, each once, however many windows and jobs use it. */
export type OpenProjects = {
  /** Opens the project where it is not open yet, and keeps it until the work is done. */
  using: <T>(folder: string, work: (project: Project) => Promise<T>) => Promise<T>
  /** Keeps the project open until `release`. `changes`: told whenever something happened in it. */
  hold: (folder: string) => Promise<{ project: Project; changes: Changes; release: () => Promise<void> }>
  /** Something about the project changed that its ledger does not hold. */
  touch: (folder: string) => void
  /** Resolves when none is open. */
  closed: () => Promise<void>
}

type Entry = { project: Promise<Project>; changes: Changes; holders: number }

export function createOpenProjects(ports: Ports): OpenProjects {
  const open = new Map<string, Entry>()
  const closing = new Map<string, Promise<void>>()
  const ended = createSignal()

  const begin = async (folder: string, changes: Changes): Promise<Project> => {
    await closing.get(folder)
    const project = await openProject(ports, folder)
    const append: Project['append'] = (event) => project.append(event).finally(changes.tell)
    return { ...project, append }
  }

  const acquire = (folder: string): Entry => {
    let entry = open.get(folder)
    if (entry === undefined) {
      const changes = createSignal()
      entry = { project: begin(folder, changes), changes, holders: 0 }
      open.set(folder, entry)
    }
    entry.holders += 1
    return entry
  }

  const release = async (folder: string, entry: Entry): Promise<void> => {
    entry.holders -= 1
    if (entry.holders > 0) return
    open.delete(folder)
    const closed = entry.project.then(
      (project) => project.close(),
      () => undefined
    )
    closing.set(folder, closed)
    await closed.finally(() => {
      if (closing.get(folder) === closed) closing.delete(folder)
      ended.tell()
    })
  }

  const hold: OpenProjects['hold'] = async (given) => {
    const folder = ports.files.absolute(given)
    const entry = acquire(folder)
    let released = false
    const releaseOnce = async (): Promise<void> => {
      if (released) return
      released = true
      await release(folder, entry)
    }
    try {
      return { project: await entry.project, changes: entry.changes, release: releaseOnce }
    } catch (error) {
      await releaseOnce()
      throw error
    }
  }

  return {
    hold,
    async using(folder, work) {
      const held = await hold(folder)
      try {
        return await work(held.project)
      } finally {
        await held.release()
      }
    },
    touch: (folder) => open.get(ports.files.absolute(folder))?.changes.tell(),
    async closed() {
      while (open.size + closing.size > 0) await ended.after(ended.count())
    }
  }
}

import { z } from 'zod'
import { AssayError } from '../../shared/model/errors'
import { recentProject, type RecentProject } from '../../shared/model/project-state'
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings'
import { settings, type Settings } from '../../shared/model/settings'
import { claimedNow } from './claimed-time'
import type { Ports } from './ports'

/** What is remembered of this user on this computer, outside every project. */
export type UserConfig = {
  settings: () => Promise<Settings>
  writeSettings: (next: Settings) => Promise<Settings>
  recent: () => Promise<RecentProject[]>
  /** The plan that was chosen for a project; null where none was. */
  planOf: (folder: string) => Promise<string | null>
  /** The project moves to the top; a plan is remembered with it. */
  remember: (folder: string, plan?: string) => Promise<void>
  forget: (folder: string) => Promise<void>
}

const MOST_RECENT = 12
const recentFile = z.object({ schema: z.literal(1), projects: z.array(recentProject.omit({ exists: true, name: true })) })
type Remembered = z.infer<typeof recentFile>['projects'][number]

export function createUserConfig(ports: Pick<Ports, 'files' | 'clock'>, folder: string): UserConfig {
  const { files } = ports
  const settingsPath = files.join(folder, 'settings.json')
  const recentPath = files.join(folder, 'recent.json')
  let last: Promise<unknown> = Promise.resolve()

  const write = async (path: string, value: unknown): Promise<void> => {
    await files.makeFolder(folder)
    await files.writeAtomic(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`))
  }
  const remembered = async (): Promise<Remembered[]> => {
    if (!(await files.exists(recentPath))) return []
    return recentFile.safeParse(parsed(await files.read(recentPath))).data?.projects ?? []
  }
  const changeRecent = (change: (projects: Remembered[]) => Remembered[]): Promise<void> => {
    const done = last.then(async () => write(recentPath, { schema: 1, projects: change(await remembered()).slice(0, MOST_RECENT) }))
    last = done.catch(() => undefined)
    return done
  }

  return {
    async settings() {
      if (!(await files.exists(settingsPath))) return DEFAULT_SETTINGS
      const read = settings.safeParse(parsed(await files.read(settingsPath)))
      if (!read.success) throw new AssayError('settings/unreadable', { file: settingsPath })
      return read.data
    },
    async writeSettings(next) {
      await write(settingsPath, next)
      return next
    },
    async recent() {
      const projects = await remembered()
      return Promise.all(
        projects.map(async (one) => ({
          ...one,
          name: files.nameOf(one.folder),
          exists: await files.exists(files.join(one.folder, 'ledger.jsonl'))
        }))
      )
    },
    planOf: async (project) => (await remembered()).find((one) => one.folder === project)?.plan ?? null,
    remember: (project, plan) =>
      changeRecent((projects) => {
        const before = projects.find((one) => one.folder === project)
        const entry = { folder: project, plan: plan ?? before?.plan ?? null, openedAt: claimedNow(ports) }
        return [entry, ...projects.filter((one) => one.folder !== project)]
      }),
    forget: (project) => changeRecent((projects) => projects.filter((one) => one.folder !== project))
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

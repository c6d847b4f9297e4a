import { resolve } from 'node:path'
import type { EngineStart } from './engine-messages'

/** What a window is started with: `--project`, `--keys`, `--projects` (where new ones are proposed) and `--at`; Chromium's own switches are not ours. */
export function optionsFrom(args: readonly string[]): Omit<EngineStart, 'root'> {
  const value = (name: string): string | null => {
    const joined = args.find((arg) => arg.startsWith(`${name}=`))
    if (joined !== undefined) return joined.slice(name.length + 1)
    const at = args.indexOf(name)
    return at < 0 ? null : (args[at + 1] ?? null)
  }
  const path = (name: string): string | null => {
    const given = value(name)
    return given === null ? null : resolve(given)
  }
  return { first: path('--project'), keysFolder: path('--keys'), projectsFolder: path('--projects'), at: value('--at') }
}

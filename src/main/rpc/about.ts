import type { Session } from '../services/session/session'
import { os } from './implement'
import type { Places } from './places'

export const about = ({ ports }: Session, { host, runtime, platform, memoryBytes, threads, doors, since }: Places) =>
  os.about.router({
    versions: os.about.versions.handler(async () => ({
      made: await ports.made(),
      host,
      runtime: runtime(),
      platform,
      memoryBytes,
      threads
    })),
    airGap: os.about.airGap.handler(async () => ({ doors: await doors(), since }))
  })

import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ShutDoor } from '../shared/contract/about'
import { DEFAULT_SETTINGS } from '../shared/model/default-settings'
import { createPorts, keysFolderOf, type AssayOptions } from './compose-ports'
import { createProjectFiles } from './files/project-files'
import { createTrustMemory } from './keys/trust-memory'
import { createRouter, type AssayRouter } from './rpc/router'
import { httpHandler, portServer, type HttpHandler, type PortServer } from './rpc/serve'
import { manageTrust } from './services/manage-trust'
import { createOpenProjects } from './services/session/open-projects'
import { createSession } from './services/session/session'
import { createUserConfig } from './services/user-config'

export type EngineOptions = AssayOptions & {
  host: 'window' | 'page'
  /** Where new projects are proposed, the sample among them. */
  projectsFolder?: string
  /** Where the choice of a file begins. */
  home?: string
  /** The project that the host was started for; null: none. */
  first?: string | null
  /** How many pages may have a project open at once. */
  mostPages?: number
  /** The ways out that the host shut, with their counters. */
  doors: () => Promise<ShutDoor[]>
}

/** What every window of one process calls. */
export type Engine = {
  router: AssayRouter
  http: HttpHandler
  port: PortServer
  cancelAll: () => void
  /** Resolves when no work is under way and no project is open. */
  idle: () => Promise<void>
}

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const keysFolder = keysFolderOf(options)
  const clock = { now: options.now ?? (() => new Date()) }
  const config = createUserConfig({ files: createProjectFiles(), clock }, dirname(keysFolder))
  const { memoryBytes } = await config.settings().catch(() => DEFAULT_SETTINGS)
  const ports = createPorts({ ...(memoryBytes === null ? {} : { memoryBytes }), ...options })
  const projects = options.projectsFolder ?? join(homedir(), 'Assay')
  const open = createOpenProjects(ports)
  const session = createSession(ports, open, config)
  const trust = manageTrust(ports, createTrustMemory(keysFolder))
  const router = createRouter(session, trust, {
    host: options.host,
    first: options.first ?? null,
    mostPages: options.mostPages ?? Infinity,
    projects,
    sample: join(projects, 'Sample'),
    sampleTemplates: join(options.root, 'resources', 'sample'),
    home: options.home ?? homedir(),
    staging: options.fence?.staging ?? null,
    memoryBytes: ports.limits.memoryBytes / 0.4,
    threads: ports.limits.threads,
    runtime: () => ({ ...process.versions }) as Record<string, string>,
    platform: `${process.platform} ${process.arch}`,
    doors: options.doors,
    since: new Date().toISOString()
  })
  const ahead = options.first ? session.lookAhead(options.first) : Promise.resolve()
  return {
    router,
    http: httpHandler(router),
    port: portServer(router),
    cancelAll: () => session.jobs.list().forEach(({ id }) => session.jobs.cancel(id)),
    idle: async () => {
      await ahead
      await session.jobs.idle()
      await open.closed()
    }
  }
}

export type { HttpHandler, PortServer } from './rpc/serve'

import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ShutDoor } from '../shared/contract/about'
import { createPorts, keysFolderOf, type AssayOptions } from './compose'
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
  /** Resolves when no work is under way. */
  idle: () => Promise<void>
}

export function createEngine(options: EngineOptions): Engine {
  const ports = createPorts(options)
  const keysFolder = keysFolderOf(options)
  const projects = options.projectsFolder ?? join(homedir(), 'Assay')
  const session = createSession(ports, createOpenProjects(ports), createUserConfig(ports, dirname(keysFolder)))
  const trust = manageTrust(ports, createTrustMemory(keysFolder))
  const router = createRouter(session, trust, {
    host: options.host,
    first: options.first ?? null,
    mostPages: options.mostPages ?? Infinity,
    projects,
    sample: join(projects, 'Sample'),
    sampleTemplates: join(options.root, 'resources', 'sample'),
    home: options.home ?? homedir(),
    memoryBytes: ports.limits.memoryBytes / 0.4,
    threads: ports.limits.threads,
    runtime: () => ({ ...process.versions }) as Record<string, string>,
    platform: `${process.platform} ${process.arch}`,
    doors: options.doors,
    since: new Date().toISOString()
  })
  return {
    router,
    http: httpHandler(router),
    port: portServer(router),
    cancelAll: () => session.jobs.list().forEach(({ id }) => session.jobs.cancel(id)),
    idle: () => session.jobs.idle()
  }
}

export type { HttpHandler, PortServer } from './rpc/serve'

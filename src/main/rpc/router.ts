import { lazy, type Lazy } from '@orpc/server'
import type { TrustService } from '../services/manage-trust'
import type { Session } from '../services/session/session'
import { about } from './about'
import { files } from './files'
import { os } from './implement'
import { jobs } from './jobs'
import type { Places } from './places'
import { projects } from './projects'
import { report } from './report'
import { settings } from './settings'

/** The contract over one engine's services. What a window needs to show its first page is there at once; the rest is loaded when it is first called. */
export const createRouter = (session: Session, trustService: TrustService, places: Places) =>
  os.router({
    about: about(session, places),
    audit: later(async () => (await import('./audit')).audit(session)),
    data: later(async () => (await import('./data')).data(session, places)),
    explore: later(async () => (await import('./explore')).explore(session)),
    files: files(session, places),
    findings: later(async () => (await import('./findings')).findings(session)),
    jobs: jobs(session),
    keys: later(async () => (await import('./keys')).keys(session)),
    plan: later(async () => (await import('./plan')).plan(session)),
    profile: later(async () => (await import('./profile')).profile(session)),
    projects: projects(session, places),
    reperform: later(async () => (await import('./reperform')).reperform(session)),
    report: report(session),
    settings: settings(session),
    trust: later(async () => (await import('./trust')).trust(session, trustService)),
    verify: later(async () => (await import('./verify')).verify(session, trustService))
  })
export type AssayRouter = ReturnType<typeof createRouter>

/** A part of the router that is made once, by the first call of one of its procedures. */
function later<R extends object>(make: () => Promise<R>): Lazy<R> {
  let made: Promise<{ default: R }> | undefined
  return lazy(() => (made ??= make().then((router) => ({ default: router }))))
}

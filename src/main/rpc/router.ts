import type { TrustService } from '../services/manage-trust'
import type { Session } from '../services/session/session'
import { about } from './about'
import { audit } from './audit'
import { data } from './data'
import { explore } from './explore'
import { files } from './files'
import { findings } from './findings'
import { os } from './implement'
import { jobs } from './jobs'
import { keys } from './keys'
import type { Places } from './places'
import { plan } from './plan'
import { profile } from './profile'
import { projects } from './projects'
import { reperform } from './reperform'
import { report } from './report'
import { settings } from './settings'
import { trust } from './trust'
import { verify } from './verify'

/** The contract over one engine's services. */
export const createRouter = (session: Session, trustService: TrustService, places: Places) =>
  os.router({
    about: about(session, places),
    audit: audit(session),
    data: data(session, places),
    explore: explore(session),
    files: files(session, places),
    findings: findings(session),
    jobs: jobs(session),
    keys: keys(session),
    plan: plan(session),
    profile: profile(session),
    projects: projects(session, places),
    reperform: reperform(session),
    report: report(session),
    settings: settings(session),
    trust: trust(session, trustService),
    verify: verify(session, trustService)
  })
export type AssayRouter = ReturnType<typeof createRouter>

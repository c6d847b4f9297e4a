import { about } from './about'
import { audit } from './audit'
import { data } from './data'
import { explore } from './explore'
import { files } from './files'
import { findings } from './findings'
import { jobs } from './jobs'
import { keys } from './keys'
import { plan } from './plan'
import { profile } from './profile'
import { projects } from './projects'
import { reperform } from './reperform'
import { report } from './report'
import { settings } from './settings'
import { trust } from './trust'
import { verify } from './verify'

/** Everything a window can ask of the engine: the same use cases as the command line, one file a feature. */
export const contract = {
  about,
  audit,
  data,
  explore,
  files,
  findings,
  jobs,
  keys,
  plan,
  profile,
  projects,
  reperform,
  report,
  settings,
  trust,
  verify
}
export type Contract = typeof contract

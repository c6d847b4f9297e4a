import { browseFolder } from '../services/browse-folder'
import type { Session } from '../services/session/session'
import { os } from './implement'
import type { Places } from './places'

export const files = ({ ports }: Session, { home }: Places) =>
  os.files.router({ browse: os.files.browse.handler(({ input }) => browseFolder(ports, input.folder, home)) })

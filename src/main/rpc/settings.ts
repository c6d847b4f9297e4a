import type { Session } from '../services/session/session'
import { os } from './implement'

export const settings = ({ config }: Session) =>
  os.settings.router({
    read: os.settings.read.handler(() => config.settings()),
    write: os.settings.write.handler(({ input }) => config.writeSettings(input))
  })

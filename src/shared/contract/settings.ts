import { settings as model } from '../model/settings'
import { procedure } from './procedure'

export const settings = {
  read: procedure.output(model),
  /** All of them; on disk when it answers. */
  write: procedure.input(model).output(model)
}

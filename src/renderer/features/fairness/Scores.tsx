import type { OpenReport } from '../../state/report'
import type { GroupSet } from './choice'

export function Scores(_: { open: OpenReport; set: GroupSet }) {
  return null
}

import { create } from 'zustand'
import type { ExploreOverview } from '../../../../shared/model/explore'
import { saidBy, type Said } from '../../../rpc'
import { engine } from '../../../state/connection'
import { runJob } from '../../../state/jobs'
import { useSession } from '../../../state/session'

/** Data that the engine holds open for looking at other thresholds; `of` is the report that they belong to. */
export type Exploration =
  | { kind: 'closed' }
  | { kind: 'opening'; of: string }
  | { kind: 'failed'; of: string; said: Said }
  | { kind: 'open'; of: string; id: string; overview: ExploreOverview }

export const useExploration = create<{ now: Exploration }>(() => ({ now: { kind: 'closed' } }))

const put = (now: Exploration): void => useExploration.setState({ now })

/** Reads the scores and decisions of the report's fairness part once; the ledger remembers that they were looked at. */
export async function openExploration(of: string): Promise<void> {
  const { project } = useSession.getState()
  if (project === null) return
  put({ kind: 'opening', of })
  try {
    const { exploration, overview } = await runJob('Reading the scores', engine().explore.open({ folder: project.folder, report: of }))
    put({ kind: 'open', of, id: exploration, overview })
  } catch (error) {
    const said = saidBy(error)
    put(said.code === 'internal/cancelled' ? { kind: 'closed' } : { kind: 'failed', of, said })
  }
}

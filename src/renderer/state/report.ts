import { create } from 'zustand'
import type { Report, ReportStatement } from '../../shared/model/report'
import type { SignOff } from '../../shared/model/statement'
import { viewOf, type View } from '../../shared/reading/view'
import { saidBy, type Said } from '../rpc'
import { engine } from './connection'

export type Cover = Awaited<ReturnType<ReturnType<typeof engine>['report']['open']>>['cover']
export type OpenReport = { digest: string; report: Report; cover: Cover; signOffs: readonly SignOff[]; view: View }

/** The report that the pages show; `wanted` is the digest of the one that is open or being opened. */
export type ReportState =
  | { kind: 'none'; wanted: null }
  | { kind: 'loading'; wanted: string }
  | { kind: 'failed'; wanted: string; said: Said }
  | { kind: 'open'; wanted: string; open: OpenReport }

export const useReport = create<ReportState>(() => ({ kind: 'none', wanted: null }))

const put = (state: ReportState): void => useReport.setState(state, true)

export const closeReport = (): void => put({ kind: 'none', wanted: null })

/** Opens a report of the project; a later call wins. */
export async function openReport(folder: string, digest: string): Promise<void> {
  if (useReport.getState().wanted !== digest) put({ kind: 'loading', wanted: digest })
  const still = (): boolean => useReport.getState().wanted === digest
  try {
    const { bytes, cover, signOffs } = await engine().report.open({ folder, report: digest })
    if (!still()) return
    const report = (JSON.parse(new TextDecoder().decode(bytes)) as ReportStatement).predicate
    put({ kind: 'open', wanted: digest, open: { digest, report, cover, signOffs, view: viewOf(report, digest, signOffs) } })
  } catch (error) {
    if (still()) put({ kind: 'failed', wanted: digest, said: saidBy(error) })
  }
}

/** Resolves when the wanted report is shown, or why it cannot be. */
export const reportSettled = (): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ kind }: ReportState): void => {
      if (kind === 'loading') return
      stop()
      resolve()
    }
    const stop = useReport.subscribe(look)
    look(useReport.getState())
  })

/** The open report, or null. */
export const useOpenReport = (): OpenReport | null => useReport((state) => (state.kind === 'open' ? state.open : null))

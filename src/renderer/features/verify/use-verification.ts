import { useEffect, useState } from 'react'
import { saidBy, type Said } from '../../rpc'
import { engine } from '../../state/connection'

/** What the reader knows from elsewhere. */
export type Brought = {
  trust: string | null
  model: string
  period: string
  challenge: string
  later: readonly string[]
  token: string | null
  authority: string | null
}

export const NOTHING_BROUGHT: Brought = { trust: null, model: '', period: '', challenge: '', later: [], token: null, authority: null }

export type Found = Awaited<ReturnType<ReturnType<typeof engine>['verify']['file']>>

const WAIT_MS = 300

/** Checks the report anew whenever something is brought; a later answer wins. */
export function useVerification(report: string | null, brought: Brought): { found: Found | null; said: Said | null; busy: boolean } {
  const [state, setState] = useState<{ found: Found | null; said: Said | null; busy: boolean }>({ found: null, said: null, busy: false })
  useEffect(() => {
    if (report === null) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      setState((before) => ({ ...before, busy: true }))
      engine()
        .verify.file(orderOf(report, brought), { signal: controller.signal })
        .then(
          (found) => {
            if (!controller.signal.aborted) setState({ found, said: null, busy: false })
          },
          (error: unknown) => {
            if (!controller.signal.aborted) setState({ found: null, said: saidBy(error), busy: false })
          }
        )
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [report, brought])
  return state
}

const orderOf = (
  report: string,
  { trust, model, period, challenge, later, token, authority }: Brought
): Parameters<ReturnType<typeof engine>['verify']['file']>[0] => ({
  report,
  ...(trust === null ? {} : { trust }),
  ...(model.trim() === '' ? {} : { model: model.trim() }),
  ...(period.trim() === '' ? {} : { period: period.trim() }),
  ...(challenge.trim() === '' ? {} : { challenge: challenge.trim() }),
  ...(later.length === 0 ? {} : { notSuperseded: [...later] }),
  ...(token === null || authority === null ? {} : { timeToken: { token, authority } })
})

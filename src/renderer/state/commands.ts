import { useEffect } from 'react'
import { create } from 'zustand'

/** One entry of the command palette. */
export type Command = { id: string; label: string; hint?: string; group: string; run: () => void }

export const useCommands = create<{ sources: Readonly<Record<string, readonly Command[]>> }>(() => ({ sources: {} }))

/** Offers commands in the palette as long as the caller is shown; `commands` must be stable. */
export function useOffer(source: string, commands: readonly Command[]): void {
  useEffect(() => {
    useCommands.setState(({ sources }) => ({ sources: { ...sources, [source]: commands } }))
    return () =>
      useCommands.setState(({ sources }) => ({ sources: Object.fromEntries(Object.entries(sources).filter(([key]) => key !== source)) }))
  }, [source, commands])
}

import { create } from 'zustand'

/** `asking`: it is not known yet which project this window was opened for; `opening`: it is known; `shown`: the first page stands with what it shows. */
export type StartUp = 'asking' | 'opening' | 'shown'

export const useStartUp = create<{ phase: StartUp }>(() => ({ phase: 'asking' }))

export const reach = (phase: StartUp): void => useStartUp.setState({ phase })

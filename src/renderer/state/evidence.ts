import { create } from 'zustand'

/** The measure whose evidence lies open, by id. */
export const useEvidence = create<{ measure: string | null }>(() => ({ measure: null }))

export const showEvidence = (measure: string): void => useEvidence.setState({ measure })
export const hideEvidence = (): void => useEvidence.setState({ measure: null })

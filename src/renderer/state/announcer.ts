import { create } from 'zustand'

/** What a screen reader is told next, politely. */
export const useAnnouncer = create<{ text: string }>(() => ({ text: '' }))

export const announce = (text: string): void => useAnnouncer.setState({ text })

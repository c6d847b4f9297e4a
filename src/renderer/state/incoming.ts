import { create } from 'zustand'

/** Files that were dropped or chosen for an import and not read yet; the Data page takes them from here. */
export const useIncoming = create<{ files: readonly string[] }>(() => ({ files: [] }))

export const bring = (files: readonly string[]): void => useIncoming.setState({ files })

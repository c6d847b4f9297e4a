import type { Ports } from './ports'

export type Browsed = {
  folder: string
  parent: string | null
  entries: { path: string; name: string; kind: 'file' | 'folder'; bytes: number }[]
}

/** Folders first, then files, each by the bytes of their names; hidden ones are left out. `home`: where one begins. No way up leads out of a fence. */
export async function browseFolder({ files }: Pick<Ports, 'files'>, given: string | null, home: string): Promise<Browsed> {
  const folder = files.absolute(given ?? home)
  const entries = (await files.entries(folder)).filter(({ name }) => !name.startsWith('.'))
  const above = files.folderOf(folder)
  return {
    folder,
    parent: above !== folder && (await files.isFolder(above).catch(() => false)) ? above : null,
    entries: [...entries.filter(({ kind }) => kind === 'folder'), ...entries.filter(({ kind }) => kind === 'file')]
  }
}

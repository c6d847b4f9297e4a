import { isAssayError } from '../../shared/model/errors'
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
    parent: above !== folder && (await isFolderToSee(files, above)) ? above : null,
    entries: [...entries.filter(({ kind }) => kind === 'folder'), ...entries.filter(({ kind }) => kind === 'file')]
  }
}

/** Where this host's page may look at all. */
async function isFolderToSee(files: Ports['files'], folder: string): Promise<boolean> {
  try {
    return await files.isFolder(folder)
  } catch (error) {
    if (isAssayError(error) && error.code === 'host/outside-root') return false
    throw error
  }
}

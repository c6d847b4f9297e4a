import { engine } from './connection'

const KEY = 'assay-imported-files'
const MOST = 50

type Known = Readonly<Record<string, readonly string[]>>

function known(): Known {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Known
  } catch {
    return {}
  }
}

/** Where the files of a dataset lay when this computer imported them: a plan names files, a dataset only their digests. */
export function rememberFiles(dataset: string, files: readonly string[]): void {
  const others = Object.entries(known()).filter(([other]) => other !== dataset)
  const kept = others.slice(1 - MOST)
  localStorage.setItem(KEY, JSON.stringify({ ...Object.fromEntries(kept), [dataset]: files }))
}

/** The remembered places, or else the names that the import wrote down, in the project's folder. */
export async function filesOf(folder: string, dataset: string): Promise<string[]> {
  const files = known()[dataset]
  if (files !== undefined) return [...files]
  const manifest = await engine().data.manifest({ folder, dataset })
  return manifest.files.map(({ name }) => `${folder}/${name}`)
}

import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm'
}

export type PageFile = { path: string; type: string }

/**
 * The built files of the page by the path they are asked for under: a fixed list, so that no path can lead anywhere else.
 * Throws where the page was not built.
 */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  const add = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) add(name)
      else files.set(`/${name}`, { path: join(folder, name), type: TYPES[extname(entry.name)] ?? 'application/octet-stream' })
    }
  }
  add('')
  const index = files.get('/index.html')
  if (index === undefined) throw new Error('the page has no index.html')
  return files.set('/', index)
}

export const readPageFile = ({ path }: PageFile): Buffer => readFileSync(path)

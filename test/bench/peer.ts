import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const cache = join(root, 'node_modules/.cache/assay')

export const peerScript = (name: string): string => join(root, 'test/bench/peers', `${name}.py`)

/** A Python that has these packages, made once; null where it cannot be had. */
export function pythonWith(venv: string, packages: readonly string[]): string | null {
  const path = join(cache, venv, 'bin/python')
  try {
    if (!existsSync(path)) execFileSync('python3', ['-m', 'venv', join(cache, venv)], { stdio: 'ignore' })
    execFileSync(path, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'ignore', timeout: 900_000 })
    return path
  } catch {
    return null
  }
}

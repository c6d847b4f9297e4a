// Where Electron's binary lies, fetched once where its download host can be reached. `electron` is never required: without its binary it would start to
// download without a time limit.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { root } from './setup.mjs'

const folder = join(root, 'node_modules/electron')
const REACH_MS = 1500
const FETCH_MS = 180_000

/** The path of the binary; null where there is none. ELECTRON_OVERRIDE_DIST_PATH names a folder that holds another. */
export function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const named = join(folder, 'path.txt')
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : process.platform === 'win32' ? 'electron.exe' : 'electron'
  const binary = join(override ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

const reachable = () =>
  new Promise((done) => {
    const socket = connect({ host: 'github.com', port: 443 })
    const end = (answer) => {
      clearTimeout(timer)
      socket.destroy()
      done(answer)
    }
    const timer = setTimeout(() => end(false), REACH_MS)
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })

/** Fetches the binary of the pinned version; resolves also where that failed. */
async function fetchBinary() {
  process.stderr.write('Fetching Electron once …\n')
  await new Promise((done) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 'ignore', 'inherit'] })
    const timer = setTimeout(() => child.kill(), FETCH_MS)
    child.on('exit', () => {
      clearTimeout(timer)
      done()
    })
  })
}

/** The binary, or why there is none in one sentence. */
export async function findElectron() {
  const have = electronBinary()
  if (have !== null) return { binary: have }
  if (!existsSync(join(folder, 'install.js'))) return { why: 'Electron is not installed' }
  if (!(await reachable())) return { why: 'there is no Electron binary, and its download host cannot be reached' }
  await fetchBinary()
  const fetched = electronBinary()
  return fetched === null ? { why: 'the Electron binary could not be fetched' } : { binary: fetched }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { createEngine } from '../../../compose-engine'
import { serveLoopback } from '../../loopback/server'
import { refuseNetwork } from '../../refuse-network'
import { shutDoors } from '../../loopback/shut-doors'
import { assayOptionsOf, root } from '../context'
import { dim, say } from '../terminal'

type Options = { root: string; port: string }

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('show the window in a browser of this computer, where Electron may not be installed')
    .option('--root <folder>', 'the only folder whose files the page may use, besides the project', '.')
    .option('--port <n>', 'the port (default: any free one)', '0')
    .addHelpText('after', '\nIt listens on 127.0.0.1 only. The link works once, in the browser that opens it first.')
    .action(async (given: Options, command: Command) => {
      const { project, json } = command.optsWithGlobals<{ project: string; json: boolean }>()
      const folder = resolve(given.root)
      const staging = await mkdtemp(join(tmpdir(), 'assay-staging-'))
      const network = refuseNetwork()
      const engine = await createEngine({
        ...assayOptionsOf(command),
        host: 'page',
        home: folder,
        projectsFolder: join(folder, 'assay-projects'),
        first: command.getOptionValueSourceWithGlobals('project') === 'default' ? null : resolve(project),
        fence: { folders: [folder, resolve(project)], readOnly: [join(root(), 'resources')], staging },
        mostPages: MOST_PAGES,
        doors: () => Promise.resolve(shutDoors(loopback.refused, network.refused()))
      })
      const loopback = await serveLoopback({ page: join(root(), 'out', 'renderer'), staging, rpc: engine.http, port: Number(given.port) })
      const link = loopback.link()
      if (json) say(JSON.stringify({ link, root: folder }))
      else {
        say(link)
        say(dim(`Open this link in a browser of this computer: it works once. Files: ${folder}. Ctrl-C ends it.`))
      }
      await signalled()
      engine.cancelAll()
      await loopback.close()
      await Promise.race([engine.idle(), pause(PATIENCE_MS, undefined, { ref: false })])
      await rm(staging, { recursive: true, force: true })
    })
}

/** A browser serves six connections a host; each page holds one, and needs another for its calls. */
const MOST_PAGES = 3

/** What still works then is not waited for: its project is opened again without harm. */
const PATIENCE_MS = 3000

const signalled = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })

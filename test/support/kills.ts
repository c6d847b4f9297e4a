import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readLedger } from '../../src/main/core/evidence/ledger'
import { sha256Hex } from '../../src/main/core/evidence/digest'
import { cliIn, root, temporaryFolder } from './cli'
import { writeSmallAudit } from './small-audit'

/** Exit codes of an audit that came to its verdicts; the rows added may change them. */
const AUDITED = new Set<number | null>([0, 1, 2])
const FINAL = ['report.json', 'plan.yaml', 'report.pdf']

/** Kills runs of a command at moments spread over a whole run; one that ends first shows that a run takes less than was thought. */
class Killings {
  #whole = Infinity
  killed = 0

  async time(run: () => Promise<unknown>): Promise<void> {
    const started = performance.now()
    await run()
    this.#whole = Math.min(this.#whole, performance.now() - started)
  }

  /** `at`: share of a whole run after which it is killed. */
  async kill(at: number, folder: string, args: readonly string[]): Promise<void> {
    const started = performance.now()
    if ((await killAfter(folder, this.#whole * at, args)) === 'killed') this.killed += 1
    else this.#whole = Math.min(this.#whole, performance.now() - started)
  }
}

/** Starts a command, kills it with SIGKILL after `delay` ms, resolves when it is gone; `ended` where it was faster. */
function killAfter(folder: string, delay: number, args: readonly string[]): Promise<'killed' | 'ended'> {
  const env = { ...process.env, ASSAY_KEYS: join(folder, 'keys'), ASSAY_PASSPHRASE: 'correct horse battery staple' }
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, 'out/main/cli.cjs'), ...args], { cwd: folder, env, stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), delay)
    child.on('close', (_code, signal) => {
      clearTimeout(timer)
      done(signal === 'SIGKILL' ? 'killed' : 'ended')
    })
  })
}

/** Faults of a project after a kill: what its ledger acknowledged and is not there, or is torn. */
export function faultsOf(project: string): string[] {
  const path = join(project, 'ledger.jsonl')
  if (!existsSync(path)) return []
  const { lines, brokenAt } = readLedger(readFileSync(path))
  if (brokenAt !== null) return [`ledger broken at line ${brokenAt}`]
  return lines.flatMap((line) => {
    if (line.type === 'dataset-imported')
      return existsSync(join(project, 'data', `${line.body.dataset}.duckdb`)) ? [] : [`dataset ${line.body.dataset} lost`]
    if (line.type !== 'report-written') return []
    const folder = join(project, 'reports', line.body.report.slice(0, 16))
    const lost = FINAL.filter((name) => !existsSync(join(folder, name)))
    if (lost.length > 0) return [`report ${line.body.report} lost ${lost.join(', ')}`]
    const torn =
      sha256Hex(readFileSync(join(folder, 'report.json'))) !== line.body.report ||
      sha256Hex(readFileSync(join(folder, 'report.pdf'))) !== line.body.pdf
    return torn ? [`report ${line.body.report} torn`] : []
  })
}

export type Tally = { killed: number; faults: string[]; unopenable: number }

/** Kills `count` audits of one project at times spread over a whole run, and looks at the project after each. */
export async function killAudits(count: number): Promise<Tally> {
  const folder = temporaryFolder()
  writeSmallAudit(folder)
  const assay = cliIn(folder)
  const audit = ['audit', 'plan.yaml']
  const killings = new Killings()
  await killings.time(() => assay('--project', 'warm', ...audit))
  const tally: Omit<Tally, 'killed'> = { faults: [], unopenable: 0 }
  const project = join(folder, 'assay-project')
  for (let i = 0; i < count; i++) {
    touchData(folder, i)
    await killings.kill((i + 0.5) / count, folder, audit)
    tally.faults.push(...faultsOf(project))
  }
  const { status, err } = await assay(...audit)
  if (!AUDITED.has(status)) tally.unopenable += 1
  if (err !== '') tally.faults.push(err)
  tally.faults.push(...faultsOf(project), ...leftOvers(project))
  return { ...tally, killed: killings.killed }
}

/** One more row, so that the data must be read again. */
const touchData = (folder: string, i: number): void => appendFileSync(join(folder, 'data.csv'), `more${i},Female,North,yes,good\n`)

/** Temporary files of killed processes; opening the project removes them. */
const leftOvers = (project: string): string[] =>
  ['.', 'data', 'runs', 'reports'].flatMap((name) => readdirSync(join(project, name)).filter((file) => /tmp|scratch/i.test(file)))

/** Kills `count` printings of one report; the file is whole or not there, and always the same bytes. */
export async function killPrintings(count: number): Promise<Tally> {
  const folder = temporaryFolder()
  writeSmallAudit(folder)
  const assay = cliIn(folder)
  await assay('audit', 'plan.yaml')
  const reports = join(folder, 'assay-project/reports')
  const name = readdirSync(reports)[0] ?? ''
  const source = join(reports, name, 'report.pdf')
  const expected = readFileSync(join(reports, name, 'report.json'))
  const print = ['report', join(reports, name, 'report.json'), '--out', 'again']
  const killings = new Killings()
  await killings.time(() => assay(...print))
  const pdf = readFileSync(source)
  const tally: Omit<Tally, 'killed'> = { faults: [], unopenable: 0 }
  for (let i = 0; i < count; i++) {
    await killings.kill((i + 0.5) / count, folder, [...print.slice(0, -1), `again-${i}`])
    const made = join(folder, `again-${i}`, name)
    for (const [file, bytes] of [
      ['report.json', expected],
      ['report.pdf', pdf]
    ] as const)
      if (existsSync(join(made, file)) && !readFileSync(join(made, file)).equals(bytes)) tally.faults.push(`${file} torn in printing ${i}`)
  }
  return { ...tally, killed: killings.killed }
}

import { InvalidArgumentError, type Command } from 'commander'
import { createAssay, memoryFrom, type Assay } from '../../compose'
import type { AssayOptions } from '../../compose-ports'
import { claimedTime } from '../../../shared/model/statement'
import type { Job, Progress } from '../../services/job'
import { progressLine } from './terminal'

export type GlobalOptions = { project: string; keys?: string; memory?: number; threads?: number; json: boolean; at?: string }

export type Context = { assay: Assay; options: GlobalOptions }

export const memoryOption = (text: string): number => {
  const bytes = memoryFrom(text)
  if (bytes === null) throw new InvalidArgumentError('Give at least 256M, such as 512M or 4G.')
  return bytes
}

export const threadsOption = (text: string): number => {
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) throw new InvalidArgumentError('Give a whole number from 1 to 256.')
  return threads
}

export const timeOption = (text: string): string => {
  if (!claimedTime.safeParse(text).success) throw new InvalidArgumentError('Give a time in UTC as YYYY-MM-DDTHH:MM:SSZ.')
  return text
}

let hosts: AssayOptions = { root: '.' }

/** What a host decides that is not Node itself: where the product lies, how a reader is started. */
export function decideByHost(given: AssayOptions): void {
  hosts = given
}

/** The product's folder. */
export const root = (): string => hosts.root

/** With `--at`, that is the time for everything this command writes, the ledger included. */
export function assayOptionsOf(command: Command): AssayOptions {
  const { at, keys, memory, threads } = command.optsWithGlobals<GlobalOptions>()
  return {
    ...hosts,
    ...(at === undefined ? {} : { now: () => new Date(at) }),
    ...(keys === undefined ? {} : { keysFolder: keys }),
    ...(memory === undefined ? {} : { memoryBytes: memory }),
    ...(threads === undefined ? {} : { threads })
  }
}

export function contextOf(command: Command): Context {
  return { assay: createAssay(assayOptionsOf(command)), options: command.optsWithGlobals<GlobalOptions>() }
}

/** Runs one job with a progress line; Ctrl-C cancels it, a second one ends the process. */
export async function asJob<T>(name: string, work: (job: Job) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const line = progressLine()
  const cancel = (): void => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', cancel)
  process.on('SIGTERM', cancel)
  try {
    return await work({ name, signal: controller.signal, progress: (progress: Progress) => line.show(progress) })
  } finally {
    line.clear()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

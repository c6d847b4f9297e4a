import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

const MINUTE = 60_000
const PATIENCE = 5

/** Says which tests are at work where a file has been silent for long: a runner that reports by file hides what it waits for. */
export default class LongSilence implements Reporter {
  readonly #files = new Map<string, number>()
  readonly #tests = new Map<string, { file: string; name: string }>()
  #clock: ReturnType<typeof setInterval> | undefined

  onTestRunStart(): void {
    this.#clock = setInterval(() => this.#say(), MINUTE)
  }

  onTestModuleStart(module: TestModule): void {
    this.#files.set(module.moduleId, Date.now())
  }

  onTestModuleEnd(module: TestModule): void {
    this.#files.delete(module.moduleId)
  }

  onTestCaseReady(test: TestCase): void {
    this.#tests.set(test.id, { file: test.module.moduleId, name: test.name })
  }

  onTestCaseResult(test: TestCase): void {
    this.#tests.delete(test.id)
  }

  onTestRunEnd(): void {
    clearInterval(this.#clock)
  }

  #say(): void {
    for (const [file, since] of this.#files) {
      const minutes = Math.floor((Date.now() - since) / MINUTE)
      if (minutes === 0 || minutes % PATIENCE !== 0) continue
      const names = [...this.#tests.values()].filter((test) => test.file === file).map((test) => test.name)
      process.stdout.write(
        `${relative('', file)} has run for ${minutes} minutes; at work: ${names.join(' | ') || 'a test that blocks its process'}\n`
      )
    }
  }
}

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createProjectFiles } from '../../../src/main/files/project-files'

const folder = mkdtempSync(join(tmpdir(), 'assay-whole-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = createProjectFiles()
const to = join(folder, 'copy')

describe.skipIf(process.platform === 'win32')('what has no end is refused, not read', () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  test.each([['/dev/null'], ['/dev/zero'], [pipe]])('%s', async (endless) => {
    const uses = [
      () => files.read(endless),
      () => files.sha256(endless),
      () => files.copyHead(endless, to, 9),
      () => files.copy(endless, to)
    ]
    for (const use of uses) await expect(use()).rejects.toMatchObject({ code: 'import/not-a-file' })
  })
})

test('a file is read whole; what is not there, and a folder, have their own words', async () => {
  const path = join(folder, 'a')
  writeFileSync(path, 'abc')
  expect(Buffer.from(await files.read(path)).toString()).toBe('abc')
  await expect(files.read(join(folder, 'none'))).rejects.toMatchObject({ code: 'import/missing-file' })
  await expect(files.read(folder)).rejects.toMatchObject({ code: 'import/unreadable' })
})

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fenced } from '../../../src/main/files/fence'
import { createProjectFiles } from '../../../src/main/files/project-files'
import { browseFolder } from '../../../src/main/services/browse-folder'
import { temporaryFolder } from '../../support/cli'

function setUp() {
  const base = temporaryFolder()
  for (const name of ['in', 'in2', 'staging', 'readable']) mkdirSync(join(base, name))
  writeFileSync(join(base, 'secret.csv'), 'secret')
  writeFileSync(join(base, 'in', 'a.csv'), 'a')
  writeFileSync(join(base, 'readable', 'pack.json'), '{}')
  const files = fenced(createProjectFiles(), {
    folders: [join(base, 'in')],
    readOnly: [join(base, 'readable')],
    staging: join(base, 'staging')
  })
  return { base, files, at: (...names: string[]) => join(base, ...names) }
}

const outside = { code: 'host/outside-root' }

test('inside, everything goes', async () => {
  const { files, at } = setUp()
  await files.writeAtomic(at('in', 'new.txt'), new TextEncoder().encode('x'))
  expect(readFileSync(at('in', 'new.txt'), 'utf8')).toBe('x')
  expect((await files.expandInputs(['*.csv'], at('in'))).map(({ name }) => name)).toEqual(['a.csv'])
  expect((await files.temporaryFolder()).startsWith(at('staging'))).toBe(true)
})

test.each([
  ['the file beside', (at: Paths) => at('secret.csv')],
  ['a way up', (at: Paths) => at('in', '..', 'secret.csv')],
  ['a folder whose name begins alike', (at: Paths) => at('in2', 'x')],
  ['a link out', (at: Paths) => at('in', 'link.csv')],
  ['a file below a link out', (at: Paths) => at('in', 'folder', 'secret.csv')]
])('outside, nothing: %s', async (_name, pathOf) => {
  const { base, files, at } = setUp()
  symlinkSync(at('secret.csv'), at('in', 'link.csv'))
  symlinkSync(base, at('in', 'folder'))
  const path = pathOf(at)
  const bytes = new Uint8Array(1)
  const ways: (() => Promise<unknown>)[] = [
    () => files.read(path),
    () => files.sha256(path),
    () => files.exists(path),
    () => files.isFolder(path),
    () => files.list(path),
    () => files.entries(path),
    () => files.sizeOf(path),
    () => files.copyHead(path, at('in', 'copy'), 10),
    () => files.copyHead(at('in', 'a.csv'), path, 10),
    () => files.writeAtomic(path, bytes),
    () => files.streamAtomic(path, () => Promise.resolve()),
    () => files.append(path, bytes),
    () => files.truncate(path, 0),
    () => files.makeFolder(path),
    () => files.remove(path),
    () => files.removeTemporaries(path),
    () => files.lock(path),
    () => files.expandInputs([path], at('in'))
  ]
  for (const way of ways) await expect(way(), way.toString()).rejects.toMatchObject(outside)
  expect(readFileSync(at('secret.csv'), 'utf8')).toBe('secret')
})

test('a pattern begins inside; what is read only cannot be written; a path is whole', async () => {
  const { files, at } = setUp()
  await expect(files.expandInputs(['../*.csv'], at('in'))).rejects.toMatchObject(outside)
  await expect(files.expandInputs(['/etc/*'], at('in'))).rejects.toMatchObject(outside)
  expect(await files.exists(at('readable', 'pack.json'))).toBe(true)
  await expect(files.remove(at('readable', 'pack.json'))).rejects.toMatchObject(outside)
  await expect(files.read('a.csv')).rejects.toMatchObject({ code: 'host/not-absolute' })
  await expect(files.read(`${at('in')}/a\u0000.csv`)).rejects.toMatchObject({ code: 'host/not-absolute' })
})

type Paths = (...names: string[]) => string

test('one can look around inside, and up as far as the fence', async () => {
  const { files, at } = setUp()
  mkdirSync(at('in', 'project'))
  const top = await browseFolder({ files }, null, at('in'))
  expect(top).toMatchObject({ folder: at('in'), parent: null, entries: [{ name: 'project' }, { name: 'a.csv' }] })
  expect(await browseFolder({ files }, at('in', 'project'), at('in'))).toMatchObject({ parent: at('in'), entries: [] })
  await expect(browseFolder({ files }, at('in2'), at('in'))).rejects.toMatchObject(outside)
})

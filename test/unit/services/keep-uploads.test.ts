import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createProjectFiles } from '../../../src/main/files/project-files'
import { keepUploads } from '../../../src/main/services/keep-uploads'
import { temporaryFolder } from '../../support/cli'

it('what was uploaded is kept in the project once; what lies elsewhere stays there', async () => {
  const folder = temporaryFolder()
  const [project, staging] = [join(folder, 'project'), join(folder, 'staging')]
  for (const name of ['a', 'b', 'c']) mkdirSync(join(staging, name), { recursive: true })
  mkdirSync(project)
  const own = join(folder, 'own.csv')
  const [first, same, other] = ['a', 'b', 'c'].map((name) => join(staging, name, 'x.csv')) as [string, string, string]
  writeFileSync(own, 'own')
  writeFileSync(first, 'one')
  writeFileSync(same, 'one')
  writeFileSync(other, 'two')
  const ports = { files: createProjectFiles() }
  const kept = await keepUploads(ports, project, [own, first, same, other], staging)
  expect(kept).toEqual([own, join(project, 'files', 'x.csv'), join(project, 'files', 'x.csv'), join(project, 'files', '2-x.csv')])
  expect(readFileSync(kept[3]!, 'utf8')).toBe('two')
  expect(await keepUploads(ports, project, [first], null)).toEqual([first])
  expect(await keepUploads(ports, project, [`${staging}-elsewhere/x.csv`], staging)).toEqual([`${staging}-elsewhere/x.csv`])
})

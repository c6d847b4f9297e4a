import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLedger } from '../../src/main/core/evidence/ledger'
import { cliIn, temporaryFolder } from '../support/cli'
import { writeSmallAudit } from '../support/small-audit'

const importsOf = (folder: string): string[] =>
  readLedger(readFileSync(join(folder, 'assay-project/ledger.jsonl'))).lines.flatMap((line) =>
    line.type === 'dataset-imported' ? [line.body.dataset] : []
  )

test('what a project has read is read again only when bytes, name or reading differ, or the dataset is damaged', async () => {
  const folder = temporaryFolder()
  writeSmallAudit(folder)
  const assay = cliIn(folder)
  await assay('import', 'data.csv')
  const once = await assay('import', 'data.csv', '--json')
  expect(once.status).toBe(0)
  expect(importsOf(folder)).toHaveLength(1)

  await assay('import', 'data.csv', '--delimiter', ',')
  expect(importsOf(folder)).toHaveLength(2)

  renameSync(join(folder, 'data.csv'), join(folder, 'other.csv'))
  await assay('import', 'other.csv')
  expect(importsOf(folder)).toHaveLength(3)

  appendFileSync(join(folder, 'other.csv'), 'more,Female,North,yes,good\n')
  await assay('import', 'other.csv')
  const [first, , , changed] = importsOf(folder)
  expect(changed).not.toBe(first)

  writeFileSync(join(folder, `assay-project/data/${changed}.duckdb`), 'damaged')
  const mended = await assay('import', 'other.csv')
  expect(mended.status).toBe(0)
  expect(importsOf(folder)).toHaveLength(5)
})

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, goTo, openSample, root, test, type Running } from '../../support/hosts'

/** Enough rows for an import of several seconds. */
function manyRows(folder: string, rows: number): string {
  const file = join(folder, 'many.csv')
  const lines = Array.from(
    { length: 50_000 },
    (_, i) => `${i},${i % 2 ? 'f' : 'm'},${i % 3 ? 1 : 0},${(i % 997) / 997},text ${i % 71}`
  ).join('\n')
  writeFileSync(file, `id,sex,approved,score,note\n${Array.from({ length: rows / 50_000 }, () => lines).join('\n')}\n`)
  return file
}

async function bring(assay: Running, page: Page, file: string): Promise<void> {
  await assay.choosing(page, [file], () => page.getByRole('button', { name: 'Choose files' }).click())
  await expect(page.getByRole('region', { name: 'The first rows' })).toBeVisible({ timeout: 60_000 })
}

const datasets = (folder: string, project: string): string[] => {
  const data = join(folder, 'assay-projects', project, 'data')
  return existsSync(data) ? readdirSync(data).filter((name) => name.endsWith('.duckdb')) : []
}

const importButton = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^import/i })
    .last()

test('files are previewed and imported', async ({ assay }) => {
  const { page, folder } = assay
  const file = join(folder, 'loans.csv')
  writeFileSync(file, 'id,sex,approved\n1,f,1\n2,m,0\n3,f,0\n')
  await bring(assay, page, file)
  await importButton(page).click()
  await expect.poll(() => datasets(folder, 'loans')).toHaveLength(1)
  await expect(page.getByText(/3 parsed|3 rows/).first()).toBeVisible()
})

test('an import is cancelled: nothing is left, and the window goes on', async ({ assay }) => {
  const { page, folder } = assay
  await bring(assay, page, manyRows(folder, 600_000))
  await importButton(page).click()
  await page
    .getByRole('button', { name: /^cancel/i })
    .last()
    .click()
  await expect(importButton(page)).toBeEnabled()
  expect(datasets(folder, 'many')).toEqual([])
  await expect.poll(() => assay.processes('reader')).toEqual([])
  await goTo(page, 'Start')
  await openSample(page)
})

test('a reader that is killed is a sentence, and the file can be tried again', async ({ assay }) => {
  const { page, folder } = assay
  await bring(assay, page, manyRows(folder, 600_000))
  await importButton(page).click()
  await expect.poll(async () => (await assay.processes('reader')).length).toBe(1)
  for (const pid of await assay.processes('reader')) process.kill(pid, 'SIGKILL')
  await expect(page.getByText(/The process that reads the files died/).first()).toBeVisible()
  expect(datasets(folder, 'many')).toEqual([])
})

test('a window closed in the middle of an audit: the work goes on and is there when it is opened again', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  const ledger = join(folder, 'assay-projects', 'Sample', 'ledger.jsonl')
  const written = (): number => readFileSync(ledger, 'utf8').split('"type":"report-written"').length - 1
  await goTo(page, 'Plan')
  await page
    .getByRole('button', { name: /run the audit|audit/i })
    .first()
    .click()
  await expect.poll(() => readFileSync(ledger, 'utf8').split('"type":"run-started"').length - 1).toBe(2)
  const again = await assay.reopen()
  await expect.poll(written, { timeout: 90_000 }).toBe(2)
  await openSample(again)
})

test('an engine that dies: the window says so, and goes on where there is another', async ({ assay }) => {
  const { page, name } = assay
  await openSample(page)
  for (const pid of await assay.processes('engine')) process.kill(pid, 'SIGKILL')
  if (name === 'loopback') {
    await expect(page.getByRole('alert').filter({ hasText: 'The engine does not answer' })).toBeVisible()
    return
  }
  await expect.poll(async () => (await assay.processes('engine')).length).toBe(1)
  await goTo(page, 'Findings')
  const owner = page.getByRole('textbox', { name: 'Owner', exact: true })
  await owner.fill('After the fall')
  await owner.blur()
  const ledger = join(assay.folder, 'assay-projects', 'Sample', 'ledger.jsonl')
  await expect.poll(() => readFileSync(ledger, 'utf8')).toContain('After the fall')
})

test('a project that another process has open is refused with a sentence', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  const sample = join(folder, 'assay-projects', 'Sample')
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'out/main/cli.cjs'), '--project', sample, 'audit', join(sample, 'plan.yaml')],
    { encoding: 'utf8' }
  )
  expect(status).toBe(3)
  expect(stderr).toContain('is in use by another Assay')
})

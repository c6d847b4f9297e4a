import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, goTo, openSample, test } from '../../support/hosts'

const PASSPHRASE = 'correct horse battery staple'

test('@smoke the sample: results, a finding answered, a key, a signature, verification', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  await goTo(page, 'Findings')
  const owner = page.getByRole('textbox', { name: 'Owner', exact: true })
  await owner.fill('Grace Owner')
  await owner.blur()
  const ledger = join(folder, 'assay-projects', 'Sample', 'ledger.jsonl')
  await expect.poll(() => readFileSync(ledger, 'utf8')).toContain('Grace Owner')

  await goTo(page, 'Keys')
  await page.getByLabel('Name', { exact: false }).first().fill('Ada Auditor')
  await page
    .getByRole('textbox', { name: /^Passphrase/ })
    .first()
    .fill(PASSPHRASE)
  await page.getByRole('textbox', { name: /^Passphrase again/ }).fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Make the key' }).click()
  await expect(page.getByText('Ada Auditor').first()).toBeVisible()

  await goTo(page, 'Report')
  await page.getByRole('textbox', { name: 'Passphrase of the key' }).fill(PASSPHRASE)
  await page.getByRole('button', { name: /^Sign as/ }).click()
  await expect(page.getByText('Signed as preparer.')).toBeVisible({ timeout: 60_000 })

  const reports = join(folder, 'assay-projects', 'Sample', 'reports')
  const pdf = join(reports, readdirSync(reports)[0] ?? '', 'report.pdf')
  const copy = join(folder, 'received.pdf')
  copyFileSync(pdf, copy)
  await goTo(page, 'Verify')
  await assay.choosing(page, [copy], () => page.getByRole('button', { name: 'Choose a report' }).click())
  await expect(page.getByText('Ada Auditor').first()).toBeVisible({ timeout: 60_000 })
  await expect(
    page
      .getByRole('main')
      .getByText(/unknown/i)
      .first()
  ).toBeVisible()
})

test('the very PDF of the project is saved', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  await goTo(page, 'Report')
  const to = join(folder, 'saved.pdf')
  const save = page.getByRole('button', { name: /save/i }).first()
  await expect(save).toBeEnabled()
  await assay.saving(page, to, () => save.click())
  await expect.poll(() => existsSync(to)).toBe(true)
  const reports = join(folder, 'assay-projects', 'Sample', 'reports')
  expect(readFileSync(to).equals(readFileSync(join(reports, readdirSync(reports)[0] ?? '', 'report.pdf')))).toBe(true)
})

test('two windows on one project see what the other does', async ({ assay }) => {
  const { page } = assay
  await openSample(page)
  const other = await assay.another()
  await openSample(other)
  await goTo(other, 'Findings')
  await goTo(page, 'Findings')
  const owner = page.getByRole('textbox', { name: 'Owner', exact: true })
  await owner.fill('Seen by both')
  await owner.blur()
  await expect(other.getByRole('textbox', { name: 'Owner', exact: true })).toHaveValue('Seen by both')
})

test('a project whose plan lies elsewhere: the plan of its latest report is opened and kept', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  const sample = join(folder, 'assay-projects', 'Sample')
  const plan = join(sample, 'plan.yaml')
  const before = readFileSync(plan, 'utf8')
  rmSync(plan)
  await goTo(page, 'Findings')
  const owner = page.getByRole('textbox', { name: 'Owner', exact: true })
  await owner.fill('Grace Owner')
  await owner.blur()
  await expect.poll(() => readFileSync(join(sample, 'ledger.jsonl'), 'utf8')).toContain('Grace Owner')
  await goTo(page, 'Plan')
  await page.getByRole('button', { name: 'Open the plan of the latest report' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => existsSync(plan) && readFileSync(plan, 'utf8')).toBe(before)
})

test('a project is opened by its folder', async ({ assay }) => {
  const { page, folder } = assay
  await assay.choosingFolder(page, join(folder, 'assay-projects', 'Sample'), () =>
    page.getByRole('button', { name: 'Open a folder' }).click()
  )
  await expect(page.getByRole('heading', { name: 'Are groups treated alike?' })).toBeVisible()
})

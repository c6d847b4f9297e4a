import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openPage, type OpenPage } from '../support/page'

const PASSPHRASE = 'correct horse battery staple'
const found = chromiumPath()
if (found === null) console.log('pages: skipped, no Chromium here (set ASSAY_CHROMIUM)')

let folder: string
let open: OpenPage
let page: Page

beforeAll(async () => {
  if (found === null) return
  folder = mkdtempSync(join(tmpdir(), 'assay-pages-'))
  open = await openPage(folder)
  page = open.page
})
afterAll(async () => {
  if (found === null) return
  await open.close()
  rmSync(folder, { recursive: true, force: true })
})

const go = async (id: string, heading: RegExp): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/${id}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

const choose = async (button: string, file: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).first().click()
  await (await chooser).setFiles(file)
}

const axe = async (where: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    where
  ).toEqual([])
}

/** 600 applicants; line 12 has too few cells. */
function writeLoans(): string {
  const rows = Array.from(
    { length: 600 },
    (_, i) =>
      `${i},${['f', 'm', 'm'][i % 3]},${(i * 7) % 40},${(i % 100) / 100},${i % 100 >= 40 ? 'yes' : 'no'},2026-01-${String((i % 28) + 1).padStart(2, '0')}`
  )
  rows.splice(10, 0, 'broken')
  const path = join(folder, 'loans.csv')
  writeFileSync(path, `id,sex,tenure,score,approved,day\n${rows.join('\n')}\n`)
  return path
}

describe.skipIf(found === null)('from files to a signed report, in the window', () => {
  test('files are previewed as they would be read, and every rejected line is named', async () => {
    await choose('Choose files', writeLoans())
    await page.getByRole('heading', { name: /Are the data/ }).waitFor()
    await page
      .getByRole('region', { name: 'The first rows' })
      .getByRole('columnheader', { name: /tenure/ })
      .waitFor()
    await axe('preview')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const rejected = page.getByRole('grid', { name: 'Rejected lines' })
    await rejected.waitFor()
    expect(await rejected.innerText()).toContain('12')
    await page
      .getByText('600 of 601 rows were read; 1 were rejected', { exact: false })
      .or(page.getByText('600 of 601 rows were read', { exact: false }))
      .first()
      .waitFor()
  })

  test('questions give a plan that the data fit', async () => {
    await go('plan', /which rules/)
    await page.getByRole('textbox', { name: /Name of the model/ }).fill('Loans 1')
    await page.getByRole('textbox', { name: /What is it used for/ }).fill('Approves loans')
    await page.getByRole('combobox', { name: /select employees/ }).click()
    await page.getByRole('option', { name: /^no/i }).click()
    await page.getByRole('combobox', { name: /What are the intervals about/ }).click()
    await page
      .getByRole('option', { name: /process/i })
      .first()
      .click()
    await page.getByRole('combobox', { name: /are good for the person/ }).click()
    await page.getByRole('option', { name: /^yes/ }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: /high "score" stand for/ }).click()
    await page.getByRole('option', { name: /^favourable/ }).click()
    await page.getByRole('combobox', { name: /primary criterion/ }).click()
    await page.getByRole('option', { name: /^sex/ }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: /From which ratio/ }).fill('0.8')
    await page.getByRole('textbox', { name: /From which ratio/ }).press('Enter')
    await page.getByText('Every question is answered.').waitFor()
    await axe('questions')
    await page.getByRole('button', { name: 'Use this plan' }).click()
    await page.getByRole('textbox', { name: 'Source of the plan' }).waitFor()
    const text = readFileSync(join(folder, 'assay-projects', 'loans', 'plan.yaml'), 'utf8')
    expect(text).toContain('Loans 1')
    expect(text).toContain('files/loans.csv')
  })

  test('the form changes the source and keeps its comments; a broken source is marked by line', async () => {
    const plan = join(folder, 'assay-projects', 'loans', 'plan.yaml')
    const before = readFileSync(plan, 'utf8')
    await page.getByRole('textbox', { name: 'Title of the report' }).fill('Another title')
    await page.getByRole('textbox', { name: 'Title of the report' }).press('Enter')
    await page.getByText('changes that are not saved').waitFor()
    await page.getByRole('textbox', { name: 'Source of the plan' }).press('Control+s')
    await page.getByText('The plan is saved.').waitFor()
    const after = readFileSync(plan, 'utf8')
    expect(after).toContain('title: Another title')
    const comments = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('#'))
    expect(comments(after)).toEqual(comments(before))
    const source = page.getByRole('textbox', { name: 'Source of the plan' })
    await source.press('Control+Home')
    await source.pressSequentially('nonsense: 1\n')
    await page.getByRole('alert').getByText('nonsense').waitFor()
    await page
      .getByRole('button', { name: /Go to line/ })
      .first()
      .waitFor()
    await axe('plan with a problem')
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByText('nonsense').first().waitFor({ state: 'detached' })
  })

  test('a role changed beside the data changes the plan, checks it, and is taken back', async () => {
    const plan = join(folder, 'assay-projects', 'loans', 'plan.yaml')
    const before = readFileSync(plan, 'utf8')
    await go('data', /Are the data/)
    await page.getByRole('combobox', { name: 'Role of tenure in the plan' }).selectOption({ label: 'score' })
    await page.getByRole('alert').getByText('the role score').waitFor()
    expect(readFileSync(plan, 'utf8')).toMatch(/tenure: score/)
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await page.getByRole('alert').getByText('the role score').waitFor({ state: 'detached' })
    expect(readFileSync(plan, 'utf8')).toBe(before)
  })

  test('profiles show figures, never identifiers', async () => {
    await page.getByRole('button', { name: 'Show what each column holds' }).click()
    const grid = page.getByRole('grid', { name: 'Columns of the dataset' })
    await page.getByRole('img', { name: /Histogram of|Frequencies of/ }).waitFor()
    await grid.getByText('id', { exact: true }).click()
    await page.getByText('they are not shown').waitFor()
    await grid.getByText('tenure', { exact: true }).click()
    await page.getByRole('img', { name: /Histogram of tenure/ }).waitFor()
    await axe('profiles')
  })

  test('an audit runs, its pages are shown, and a key signs them', async () => {
    await go('keys', /Who may sign/)
    await page.getByRole('textbox', { name: /^Name/ }).fill('Ada Auditor')
    await page
      .getByRole('textbox', { name: /^Organisation/ })
      .first()
      .fill('Sample Bank')
    await page.getByLabel('Passphrase', { exact: false }).first().fill(PASSPHRASE)
    await page.getByLabel('Passphrase again').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByRole('grid', { name: 'Keys of this computer' }).getByText('Ada Auditor').waitFor()
    await go('plan', /which rules/)
    await page.getByRole('button', { name: 'Run the audit' }).click()
    await page.getByRole('heading', { level: 1, name: /treated alike/ }).waitFor({ timeout: 240_000 })
    await go('report', /What goes out/)
    await page.getByRole('img', { name: /^Page 1 of/ }).waitFor()
    await page.getByLabel('Passphrase of the key').fill('not the passphrase')
    await page.getByRole('button', { name: 'Sign as preparer' }).click()
    await page.getByRole('region', { name: 'Sign', exact: true }).getByRole('alert').waitFor()
    await page.getByLabel('Passphrase of the key').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Sign as preparer' }).click()
    await page.getByRole('region', { name: 'Signatures' }).getByText('claims to be Ada Auditor').waitFor()
    await page.getByText('one key signs in one role only').waitFor()
    await axe('report')
  })

  test('the saved PDF verifies: unknown signer alone, valid with a trust file; a changed byte is found', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the PDF' }).click()
    const pdf = join(folder, 'saved.pdf')
    await (await download).saveAs(pdf)
    await go('verify', /altered/)
    await choose('Choose a report', pdf)
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await verdict.getByText('valid-unknown-signer').waitFor()
    await axe('verdict')
    await go('keys', /Who may sign/)
    const trust = join(folder, 'trust.json')
    await page.getByRole('textbox', { name: 'Trust file' }).fill(trust)
    await page.getByRole('combobox', { name: /Keys it vouches for/ }).click()
    await page
      .getByRole('option', { name: /Ada Auditor/ })
      .last()
      .click()
    await page.keyboard.press('Escape')
    await page.getByLabel('Passphrase of the root key').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Sign and write' }).click()
    await page.getByText('Version 1 of the trust file is written').waitFor()
    await axe('keys')
    await go('verify', /altered/)
    await choose('Choose a report', pdf)
    await choose('Choose: Trust file', trust)
    await verdict.getByText('● valid', { exact: true }).waitFor()
    const bytes = readFileSync(pdf)
    bytes[Math.floor(bytes.length / 3)]! ^= 1
    const altered = join(folder, 'altered.pdf')
    writeFileSync(altered, bytes)
    await choose('Choose another report', altered)
    await verdict.getByText('Do not rely on this file.').or(verdict.getByText('Ask for the original.')).waitFor()
  })

  test('settings hold and are taken back; the air gap is shown', async () => {
    await go('settings', /How should Assay behave/)
    await page.getByRole('combobox', { name: 'Theme' }).click()
    await page.getByRole('option', { name: 'dark' }).click()
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
    for (const [id, heading] of PAGES) {
      await go(id, heading)
      await axe(`${id}, dark`)
    }
    await page.keyboard.press('Control+z')
    await page.locator('html[data-mantine-color-scheme="light"]').waitFor()
    await go('about', /can anything leave/)
    await page.getByText('makes no request to any network').waitFor()
    await axe('about')
  })

  test('the page complained of nothing but the refused passphrase (a named error is a 422)', () =>
    expect(open.faults.filter((fault) => !fault.includes('422'))).toEqual([]))
})

const PAGES: readonly [string, RegExp][] = [
  ['data', /Are the data/],
  ['plan', /which rules/],
  ['report', /What goes out/],
  ['verify', /altered/],
  ['keys', /Who may sign/],
  ['settings', /How should/]
]

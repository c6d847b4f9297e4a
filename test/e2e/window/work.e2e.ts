import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join, resolve } from 'node:path'
import type { ElementHandle, Locator, Page } from '@playwright/test'
import { expect, goTo, openSample, root, test, type Running } from '../../support/hosts'

/** Lines of JSON, which are read one by one: their import takes some seconds on any machine. */
function manyRows(folder: string): string {
  const file = join(folder, 'many.jsonl')
  writeFileSync(file, '{"approved":1}\n'.repeat(6_000_000))
  return file
}

/** Where an element stands until another has said three things; throws where the first goes away before. */
const placesOf = async (page: Page, still: Locator, changing: Locator): Promise<string[]> =>
  page.evaluate(
    async ([button, words]) => {
      const places = new Set<string>()
      for (const texts = new Set<string>(); texts.size < 3; texts.add(words.textContent)) {
        if (!button.isConnected) throw new Error(`It was gone after ${[...texts].join(' · ')}`)
        const { x, y, width } = button.getBoundingClientRect()
        places.add([x, y, width].join())
        await new Promise(requestAnimationFrame)
      }
      return [...places]
    },
    [(await still.elementHandle()) as ElementHandle<HTMLElement>, (await changing.elementHandle()) as ElementHandle<HTMLElement>] as const
  )

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

test('files are dropped: on their place they are read, beside it the page stays', async ({ assay }) => {
  const { page, name } = assay
  const drop = (place: Locator): Promise<boolean> =>
    place.evaluate((element) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['id,sex,approved\n1,f,1\n2,m,0\n'], 'dropped.csv'))
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
      element.dispatchEvent(event)
      return event.defaultPrevented
    })
  await expect(page.getByText('or drop them here')).toBeVisible()
  expect(await drop(page.locator('body'))).toBe(true)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would you like to examine?')
  // A file that a script made has no path for the window to read.
  test.skip(name === 'electron', 'only the page reads what a test can drop')
  expect(await drop(page.getByText('or drop them here'))).toBe(true)
  await expect(page.getByRole('region', { name: 'The first rows' })).toContainText('approved')
})

test('an import is cancelled, by a button that stands still: nothing is left, and the window goes on', async ({ assay }) => {
  const { page, folder } = assay
  await bring(assay, page, manyRows(folder))
  await importButton(page).click()
  const cancel = page.getByRole('button', { name: 'Cancel: The import' })
  await expect(cancel).toBeVisible()
  expect(await placesOf(page, cancel, cancel.locator('xpath=following-sibling::*'))).toHaveLength(1)
  await cancel.click()
  await expect(importButton(page)).toBeEnabled()
  expect(datasets(folder, 'many')).toEqual([])
  await expect.poll(() => assay.processes('reader')).toEqual([])
  await goTo(page, 'Start')
  await openSample(page)
})

test('Cancel of work that waits stays where it is when the work before it ends', async ({ assay }) => {
  const { page, folder } = assay
  const file = manyRows(folder)
  await openSample(page)
  await goTo(page, 'Plan')
  await page
    .getByRole('button', { name: /run the audit|audit/i })
    .first()
    .click()
  const [first, second] = ['The audit', 'The import'].map((name) => page.getByRole('button', { name: `Cancel: ${name}` }))
  await expect(first!).toBeVisible()
  await goTo(page, 'Start')
  await bring(assay, page, file)
  await importButton(page).click()
  await expect(second!).toBeVisible()
  const before = await second!.boundingBox()
  await first!.click()
  await expect(first!).toHaveCount(0)
  expect(await second!.boundingBox()).toEqual(before)
  await second!.click()
  await expect(second!).toHaveCount(0)
})

test('a reader that is killed is a sentence, and the file can be tried again', async ({ assay }) => {
  const { page, folder } = assay
  await bring(assay, page, manyRows(folder))
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

test('a plan that is being written is there when the window is opened again, until it is discarded', async ({ assay }) => {
  const { page, folder } = assay
  const plan = join(folder, 'assay-projects', 'Sample', 'plan.yaml')
  const before = readFileSync(plan, 'utf8')
  await openSample(page)
  await goTo(page, 'Plan')
  const begun = async (window: Page): Promise<void> => {
    await expect(window.getByText('changes that are not saved')).toBeVisible()
    await expect(window.locator('.cm-content')).toContainText('# half a thought')
  }
  await page.locator('.cm-line').first().click()
  await page.keyboard.type('# half a thought ')
  await begun(page)
  const again = await assay.restart()
  await openSample(again)
  await goTo(again, 'Plan')
  await begun(again)
  expect(readFileSync(plan, 'utf8')).toBe(before)
  await again.getByRole('button', { name: 'Discard changes' }).click()
  await expect(again.locator('.cm-content')).not.toContainText('# half a thought')
  const last = await assay.restart()
  await openSample(last)
  await goTo(last, 'Plan')
  await expect(last.locator('.cm-line').first()).toBeVisible()
  await expect(last.locator('.cm-content')).not.toContainText('# half a thought')
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

/** Puts a small disk of its own under a folder and what lies in it; null where none can be mounted. */
function diskUnder(folder: string): { fill: () => void; free: () => void; unmount: () => void } | null {
  const aside = `${folder}.aside`
  renameSync(folder, aside)
  mkdirSync(folder)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status !== 0) {
    rmdirSync(folder)
    renameSync(aside, folder)
    return null
  }
  cpSync(aside, folder, { recursive: true })
  const filler = join(folder, 'filler')
  return {
    fill: () => fill(filler),
    free: () => rmSync(filler),
    unmount: () => void spawnSync('umount', ['-l', folder])
  }
}

/** Writes until nothing more can be written. */
function fill(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (const size of [1 << 20, 4096]) {
      const bytes = Buffer.alloc(size)
      while (writeSync(file, bytes) === size);
    }
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
  } finally {
    closeSync(file)
  }
}

test('a full disk is a sentence, nothing is lost, and the work goes on when there is room', async ({ assay }) => {
  const { page, folder, name } = assay
  const sample = join(folder, 'assay-projects', 'Sample')
  const disk = diskUnder(sample)
  test.skip(disk === null, 'no disk can be mounted here')
  try {
    await openSample(page)
    await goTo(page, 'Findings')
    disk?.fill()
    const ledger = join(sample, 'ledger.jsonl')
    const before = readFileSync(ledger)
    const response = page.getByRole('textbox', { name: 'Response of the owner' })
    // More than what is left of the ledger's last block.
    await response.fill('…'.repeat(4000))
    await response.blur()
    await expect(page.getByText(/could not be written/).first()).toBeVisible()
    expect(readFileSync(ledger).equals(before)).toBe(true)
    if (name === 'electron') {
      const to = join(sample, 'saved.pdf')
      await goTo(page, 'Report')
      const save = page.getByRole('button', { name: /save/i }).first()
      await expect(save).toBeEnabled()
      await assay.saving(page, to, () => save.click())
      await expect(page.getByText(/saved\.pdf could not be written/).first()).toBeVisible()
      expect(readdirSync(sample).filter((file) => file.startsWith('saved'))).toEqual([])
      await goTo(page, 'Findings')
    }
    disk?.free()
    await response.fill('With room again')
    await response.blur()
    await expect.poll(() => readFileSync(ledger, 'utf8')).toContain('With room again')
  } finally {
    disk?.unmount()
  }
})

const ADULT = join(process.env['ASSAY_SHARED'] ?? resolve(root, '../shared'), 'data/adult/adult_test_scored.csv')

test('real data: brought, audited by a plan, and the figures are those that pandas gives', async ({ assay }) => {
  test.skip(!existsSync(ADULT), `${ADULT} is not here`)
  const { page, folder } = assay
  const file = join(folder, 'adult_test_scored.csv')
  cpSync(ADULT, file)
  await bring(assay, page, file)
  await importButton(page).click()
  await expect.poll(() => datasets(folder, 'adult_test_scored')).toHaveLength(1)
  // Two folders down, as the project is: the window uses the plan where it lies, the browser's page keeps its text with the project.
  const plan = join(folder, 'plans', 'adult', 'plan.yaml')
  mkdirSync(join(folder, 'plans', 'adult'), { recursive: true })
  const text = readFileSync(join(root, 'test/plans/adult.yaml'), 'utf8')
  writeFileSync(plan, text.replace('files: [adult_test_scored.csv]', 'files: [../../adult_test_scored.csv]'))
  await goTo(page, 'Plan')
  await assay.choosing(page, [plan], () => page.getByRole('button', { name: 'Choose a plan file' }).click())
  await page.getByRole('button', { name: /run the audit$/i }).click()
  await expect(page.getByRole('heading', { name: 'Are groups treated alike?' })).toBeVisible({ timeout: 90_000 })
  const expected = (JSON.parse(readFileSync(join(root, 'test/plans/expected.json'), 'utf8')) as { adult: Record<string, number> }).adult
  const ratio = expected['selection_rate_ratio|Female|Male'] ?? NaN
  await page.getByText('sex', { exact: true }).click()
  await expect(page.getByRole('button', { name: new RegExp(`^Female: ${ratio.toFixed(3)}`) })).toBeVisible()
  await goTo(page, 'Report')
  await expect(page.getByRole('img', { name: /^Page 1 of/ })).toBeVisible()
})

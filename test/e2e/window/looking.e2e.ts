import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, goTo, openSample, test } from '../../support/hosts'

const PAGES = [
  'Start',
  'Data',
  'Plan',
  'Quality',
  'Fairness',
  'Performance',
  'Drift',
  'Explain',
  'Slices',
  'Compare',
  'Findings',
  'Report',
  'Verify',
  'Keys',
  'Settings',
  'About'
] as const

async function breaches(page: Page): Promise<string[]> {
  // Legacy mode: Electron opens no further page, which axe would merge frames in.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

/** Goes to a page and waits until all of it stands there: its title comes first, its parts as they are read. */
async function arriveAt(page: Page, name: string): Promise<void> {
  const title = page.getByRole('heading', { level: 1 })
  const before = await title.innerText()
  await goTo(page, name)
  await expect(title).not.toHaveText(before)
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const settled = (): void => {
          observer.disconnect()
          done()
        }
        let quiet = setTimeout(settled, 400)
        const observer = new MutationObserver(() => {
          clearTimeout(quiet)
          quiet = setTimeout(settled, 400)
        })
        observer.observe(document.body, { childList: true, subtree: true, characterData: true })
      })
  )
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

for (const theme of ['light', 'dark'] as const)
  test(`every page meets WCAG 2.2 AA, ${theme}`, async ({ assay }) => {
    test.setTimeout(480_000)
    const { page } = assay
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await openSample(page)
    for (const name of PAGES) {
      await arriveAt(page, name)
      expect(await breaches(page), name).toEqual([])
    }
  })

test('a number shows its evidence, Esc closes it, and the focus is where it was', async ({ assay }) => {
  const { page } = assay
  await openSample(page)
  await goTo(page, 'Fairness')
  await page.getByText('race', { exact: true }).click()
  const row = page.getByRole('button', { name: /^Black: / })
  await row.focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Evidence' })
  await expect(drawer).toContainText('Black against White (race)')
  await expect(drawer).toContainText('selection_rate(group) / selection_rate(reference)')
  expect(await breaches(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(row).toBeFocused()
})

test('the palette goes anywhere by keyboard; arrows walk a table and sort it', async ({ assay }) => {
  const { page } = assay
  await openSample(page)
  await page.keyboard.press('Control+k')
  const search = page.getByRole('textbox', { name: 'Search or command' })
  await expect(search).toBeFocused()
  await search.fill('drift')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'What changed, and since when?' })).toBeVisible()
  const table = page.getByRole('grid').first()
  await table.getByRole('button', { name: 'Of', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(table.getByRole('columnheader', { name: /^Of/ })).toHaveAttribute('aria-sort', /ascending|descending/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(table.locator('[data-cell="1:0"]')).toBeFocused()
  const feature = await table.locator('[data-cell="1:0"]').innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `${feature}: reference and current` })).toBeVisible()
})

test('the palette does from any page what can be done there: theme, saving, findings, undo, another window', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  const command = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search or command' }).fill(name)
    await page.keyboard.press('Enter')
  }
  await command('Use the dark theme')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  const to = join(folder, 'by-palette.pdf')
  await assay.saving(page, to, () => command('Save the report as PDF'))
  await expect.poll(() => beginning(to)).toBe('%PDF')
  await command('F-002')
  await expect(page.getByRole('heading', { name: /^F-002 / })).toBeVisible()
  await page.getByRole('textbox', { name: 'Owner', exact: true }).focus()
  await command('Undo')
  await expect(page.getByText('There is nothing to undo.')).toBeVisible()
  const other = await assay.another(() => command('Open another window'))
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  await command('Run the audit')
  await expect(page.getByRole('button', { name: 'Cancel: The audit' })).toBeVisible()
  await command('Cancel: The audit')
  await expect(page.getByRole('button', { name: 'Cancel: The audit' })).toHaveCount(0)
})

test('a point of a timeline has its evidence: that of its window', async ({ assay }) => {
  const { page } = assay
  await openSample(page)
  await goTo(page, 'Performance')
  const chart = page.locator('.js-plotly-plot').first()
  const point = chart.locator('.scatterlayer .points path').first()
  await point.scrollIntoViewIfNeeded()
  const window = await chart.locator('.xaxislayer-above .xtick').first().textContent()
  const { x, y, width, height } = (await point.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2 - 3)
  await page.mouse.click(x + width / 2, y + height / 2)
  const drawer = page.getByRole('complementary', { name: 'Evidence' })
  await expect(drawer).toContainText(window ?? 'a window')
  await expect(drawer).toContainText('n')
})

test('thresholds: the line moves by keyboard and every figure follows', async ({ assay }) => {
  const { page } = assay
  await openSample(page)
  await goTo(page, 'Fairness')
  await page.getByRole('button', { name: 'Read the scores' }).click()
  const handle = page.getByRole('slider', { name: 'Threshold of score' })
  await handle.focus()
  const before = Number(await handle.getAttribute('aria-valuenow'))
  await page.keyboard.press('ArrowRight')
  await expect(handle).not.toHaveAttribute('aria-valuenow', String(before))
  const after = await handle.getAttribute('aria-valuenow')
  await expect(page.getByRole('heading', { name: new RegExp(`Selection rate ratio by .*, at a score ≥ ${after}`) })).toBeVisible()
  await expect(page.getByText('shaded: criterion met')).toHaveCount(2)
  expect(await breaches(page)).toEqual([])
})

test('reasons: words are written into the plan by keyboard, and taken back', async ({ assay }) => {
  const { page, folder } = assay
  const plan = join(folder, 'assay-projects', 'Sample', 'plan.yaml')
  const before = readFileSync(plan, 'utf8')
  await openSample(page)
  await goTo(page, 'Explain')
  await page.getByText('Reasons for notices', { exact: true }).click()
  const run = page.getByRole('button', { name: 'Run the audit again' })
  await expect(run).toBeDisabled()
  await expect(page.getByText(/No reason is stated for employment_years/)).toBeVisible()
  await expect(page.getByRole('grid', { name: 'How often each reason would be given, by sex' })).toContainText('Female')
  await expect(page.getByRole('grid', { name: 'Are reasons complete, and do they hold?' })).toContainText('First reason changes')
  await expect(page.getByText(/Your application was not approved/)).toBeVisible()
  const place = (await run.boundingBox())?.y
  const words = page.getByRole('combobox', { name: 'Reason of employment_years' })
  await expect(words).toBeEnabled()
  await words.focus()
  await page.keyboard.type('Length of employment')
  await page.keyboard.press('Enter')
  await expect.poll(() => readFileSync(plan, 'utf8')).toContain('employment_years: Length of employment')
  await expect(page.getByRole('status').filter({ hasText: 'every figure here is of the last audit until it is run again' })).toBeVisible()
  await expect(run).toBeEnabled()
  expect((await run.boundingBox())?.y).toBe(place)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await breaches(page), colorScheme).toEqual([])
  }
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+z')
  await expect.poll(() => readFileSync(plan, 'utf8')).toBe(before)
  await expect(words).toHaveValue('')
  await expect(run).toBeDisabled()
})

test('pictures go out as SVG and PNG, tables as CSV', async ({ assay }) => {
  const { page, folder } = assay
  await openSample(page)
  await goTo(page, 'Drift')
  const picture = page.getByRole('region', { name: /: reference and current$/ })
  await picture.locator('.main-svg').first().waitFor()
  for (const kind of ['SVG', 'PNG']) {
    const to = `${folder}/picture.${kind.toLowerCase()}`
    await assay.saving(page, to, async () => {
      await picture.getByRole('button', { name: /^Save/ }).click()
      await page.getByRole('menuitem', { name: `Save as ${kind}` }).click()
    })
    await expect.poll(() => beginning(to)).toBe(kind === 'SVG' ? '<svg' : '\x89PNG')
  }
})

test('at 200 % nothing has to be scrolled sideways', async ({ assay }) => {
  const { page } = assay
  await page.setViewportSize({ width: 640, height: 400 })
  await openSample(page)
  for (const name of PAGES) {
    await arriveAt(page, name)
    const beyond = await page.evaluate(() => {
      const main = document.getElementById('main')
      return main === null ? Infinity : main.scrollWidth - main.clientWidth
    })
    expect(beyond, name).toBeLessThanOrEqual(0)
  }
})

const beginning = (path: string): string => (existsSync(path) ? readFileSync(path, 'latin1').slice(0, 4) : '')

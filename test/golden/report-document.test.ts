import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportDocument } from '../../src/main/core/report/document'
import { fixtureSignOffs, fixtureStatement } from '../fixtures/report/make-report'

/** After a wanted change: run with -u, and look at the pages. */
describe('the document of the fixture report', () => {
  it('is the same, byte for byte', async () => {
    const document = reportDocument(fixtureStatement(), fixtureSignOffs())
    await expect(`${JSON.stringify(document, null, 1)}\n`).toMatchFileSnapshot(resolve(import.meta.dirname, 'report-document.json'))
  })
})

import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { finding, verdict } from '../../src/shared/model/finding'
import { ledgerLine } from '../../src/shared/model/ledger'
import { linearModel } from '../../src/shared/model/linear-model'
import { measure } from '../../src/shared/model/measure'
import { METRICS } from '../../src/shared/model/metrics'
import { pack } from '../../src/shared/model/pack'
import { plan } from '../../src/shared/model/plan'
import { reportStatement } from '../../src/shared/model/report'
import { signOffStatement } from '../../src/shared/model/statement'

/** The published schemas say what the code accepts. After a change: `npx vitest run -c test/vitest.config.ts test/golden/schemas.test.ts -u`. */
const published = (name: string): string => resolve(import.meta.dirname, `../../resources/schemas/${name}.json`)
const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

describe('published schemas', () => {
  const schemas = {
    report: reportStatement,
    plan,
    pack,
    measure,
    finding,
    verdict,
    ledger: ledgerLine,
    'sign-off': signOffStatement,
    'linear-model': linearModel
  }
  for (const [name, schema] of Object.entries(schemas))
    it(`${name}.json is not stale`, async () => {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' })
      await expect(text({ $id: `urn:assay:schema:${name}:1`, title: name, ...json })).toMatchFileSnapshot(published(name))
    })

  it('metrics.json lists every metric with its formula and source', async () => {
    await expect(text(METRICS)).toMatchFileSnapshot(published('metrics'))
  })
})

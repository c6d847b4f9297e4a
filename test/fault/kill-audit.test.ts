import { expect, test } from 'vitest'
import { killAudits, killPrintings } from '../support/kills'

test('20 audits killed with SIGKILL: the project opens, nothing acknowledged is lost or torn', async () => {
  const { killed, faults, unopenable } = await killAudits(20)
  expect({ faults, unopenable }).toEqual({ faults: [], unopenable: 0 })
  expect(killed).toBeGreaterThan(10)
})

test('10 printings killed with SIGKILL: a report is whole or not there', async () => {
  const { killed, faults } = await killPrintings(10)
  expect(faults).toEqual([])
  expect(killed).toBeGreaterThan(3)
})

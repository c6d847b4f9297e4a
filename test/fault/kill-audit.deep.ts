import { expect, test } from 'vitest'
import { killAudits, killPrintings } from '../support/kills'

test('200 audits killed with SIGKILL: the project opens, nothing acknowledged is lost or torn', async () => {
  const { killed, faults, unopenable } = await killAudits(200)
  process.stdout.write(`audits killed: ${killed} of 200, faults: ${faults.length}, unopenable: ${unopenable}\n`)
  expect({ faults, unopenable }).toEqual({ faults: [], unopenable: 0 })
  expect(killed).toBeGreaterThan(100)
})

test('200 printings killed with SIGKILL: a report is whole or not there', async () => {
  const { killed, faults } = await killPrintings(200)
  process.stdout.write(`printings killed: ${killed} of 200, faults: ${faults.length}\n`)
  expect(faults).toEqual([])
  expect(killed).toBeGreaterThan(100)
})

import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { HostName } from './support/hosts'

/** The same scenarios in both hosts; `security` is about Electron alone. Which of them run here is decided by src/main/launch/e2e.mjs. */
export default defineConfig<object, { hostName: HostName }>({
  testDir: resolve(import.meta.dirname, 'e2e', 'window'),
  testMatch: '*.e2e.ts',
  outputDir: resolve(import.meta.dirname, '..', 'test-results'),
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: { actionTimeout: 30_000 },
  reporter: 'list',
  projects: [
    { name: 'loopback', use: { hostName: 'loopback' }, testIgnore: '*.electron.e2e.ts' },
    { name: 'electron', use: { hostName: 'electron' } }
  ]
})

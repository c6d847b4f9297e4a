import type { Settings } from './settings'

export const DEFAULT_SETTINGS: Settings = {
  schema: 1,
  theme: 'system',
  level: 0.95,
  memoryBytes: null,
  numbers: { thousands: 'thin-space', rates: 'percent' }
}

import { create } from 'zustand'
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings'
import type { Settings } from '../../shared/model/settings'
import { setNumberStyle } from '../../shared/words/format'
import { engine } from './connection'

const THEME = 'assay-theme'
const THOUSANDS = { 'thin-space': '\u202f', comma: ',', none: '' } as const

/** The theme is also kept by the page itself, so that the first picture is drawn in it. */
const rememberedTheme = (): Settings['theme'] => {
  const theme = localStorage.getItem(THEME)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export const useSettings = create<{ settings: Settings; loaded: boolean }>(() => ({
  settings: { ...DEFAULT_SETTINGS, theme: rememberedTheme() },
  loaded: false
}))

function keep(settings: Settings): void {
  localStorage.setItem(THEME, settings.theme)
  setNumberStyle({ thousands: THOUSANDS[settings.numbers.thousands], rates: settings.numbers.rates })
  useSettings.setState({ settings, loaded: true })
}

export const loadSettings = async (): Promise<void> => keep(await engine().settings.read())

/** Shown at once, kept on disk when it resolves; put back when it fails. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings
  keep({ ...before, ...change })
  try {
    keep(await engine().settings.write({ ...before, ...change }))
  } catch (error) {
    keep(before)
    throw error
  }
}

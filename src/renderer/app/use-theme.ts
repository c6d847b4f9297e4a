import { useMediaQuery } from '@mantine/hooks'
import { useSettings } from '../state/settings'

/** The theme that is drawn: what the user chose, or what the system asks for. */
export function useTheme(): 'light' | 'dark' {
  const chosen = useSettings((state) => state.settings.theme)
  const dark = useMediaQuery('(prefers-color-scheme: dark)', matchMedia('(prefers-color-scheme: dark)').matches)
  return chosen === 'system' ? (dark ? 'dark' : 'light') : chosen
}

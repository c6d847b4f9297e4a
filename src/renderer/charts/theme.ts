import { useMemo } from 'react'
import { useTheme } from '../app/use-theme'

/** The colours of the page as a picture needs them. */
export type ChartTheme = Readonly<
  Record<'surface' | 'sunken' | 'text' | 'muted' | 'line' | 'lineStrong' | 'accent' | 'pass' | 'fail' | 'insufficient', string>
>

const NAMES = {
  surface: '--surface',
  sunken: '--sunken',
  text: '--text',
  muted: '--muted',
  line: '--line',
  lineStrong: '--line-strong',
  accent: '--accent',
  pass: '--pass',
  fail: '--fail',
  insufficient: '--insufficient'
} as const

/** Read from the page's own variables; anew when the theme changes. */
export function useChartTheme(): ChartTheme {
  const theme = useTheme()
  return useMemo(() => colours(theme), [theme])
}

function colours(theme: 'light' | 'dark'): ChartTheme {
  const probe = document.createElement('div')
  probe.dataset['mantineColorScheme'] = theme
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const entries = Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()])
  probe.remove()
  return Object.fromEntries(entries) as ChartTheme
}

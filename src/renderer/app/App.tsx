import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { Shell } from './Shell'
import { cssVariables, theme } from './theme'
import { useSettings } from '../state/settings'
import { useTheme } from './use-theme'

/** Drawn anew when numbers are written in another way. */
export function App() {
  const { thousands, rates } = useSettings((state) => state.settings.numbers)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={useTheme()}>
      <Notifications position="bottom-right" limit={4} />
      <Shell key={`${thousands} ${rates}`} />
    </MantineProvider>
  )
}

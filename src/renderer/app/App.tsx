import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { Shell } from './Shell'
import { cssVariables, theme } from './theme'
import { useTheme } from './use-theme'

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={useTheme()}>
      <Notifications position="bottom-right" limit={4} />
      <Shell />
    </MantineProvider>
  )
}

import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { useMemo } from 'react'
import { IconSearch } from '../components/icons'
import { useCommands } from '../state/commands'
import { useEverywhere } from './everywhere'
import { PAGES } from './pages'
import { goTo } from './router'

const MOST = 12

const GO: readonly SpotlightActionData[] = PAGES.map((page) => ({
  id: `go-${page.id}`,
  label: page.name,
  description: page.asks,
  onClick: () => goTo(page.id)
}))

/** Everything that can be done, by name: Ctrl K. */
export default function CommandPalette() {
  const sources = useCommands((state) => state.sources)
  const everywhere = useEverywhere()
  const actions = useMemo(() => {
    const commands = [...Object.values(sources).flat(), ...everywhere]
    const groups = [...new Set(commands.map((command) => command.group))]
    const offered = groups.map((group) => ({
      group,
      actions: commands
        .filter((command) => command.group === group)
        .map(({ id, label, hint, run }) => ({ id, label, onClick: run, ...(hint === undefined ? {} : { description: hint }) }))
    }))
    return [{ group: 'Pages', actions: [...GO] }, ...offered]
  }, [sources, everywhere])
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      limit={MOST}
      scrollable
      maxHeight={420}
      nothingFound="Nothing has that name"
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Search or command' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      searchProps={{
        placeholder: 'A page, a command, a finding …',
        'aria-label': 'Search or command',
        leftSection: <IconSearch size={16} />
      }}
    />
  )
}

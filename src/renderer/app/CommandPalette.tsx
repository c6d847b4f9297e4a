import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { useLayoutEffect, useMemo, useState } from 'react'
import { IconSearch } from '../components/icons'
import { useCommands } from '../state/commands'
import { useEverywhere } from './everywhere'
import { PAGES } from './pages'
import { goTo } from './router'

const MOST = 12
const NAME = 'Search or command'

const GO: readonly SpotlightActionData[] = PAGES.map((page) => ({
  id: `go-${page.id}`,
  label: page.name,
  description: page.asks,
  onClick: () => goTo(page.id)
}))

/** The first of what is offered is what Enter does, from the moment at which it is shown: Spotlight may mark it before the new list stands, and then the mark is lost. */
function useFirstSelected(query: string): void {
  useLayoutEffect(() => {
    if (query === '') return
    const offered = [...document.querySelectorAll(`[aria-label="${NAME}"] [data-action]`)]
    for (const [place, one] of offered.entries()) {
      if (place === 0) one.setAttribute('data-selected', 'true')
      else one.removeAttribute('data-selected')
    }
  }, [query])
}

/** Everything that can be done, by name: Ctrl K. */
export default function CommandPalette() {
  const [query, setQuery] = useState('')
  useFirstSelected(query)
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
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      limit={MOST}
      scrollable
      maxHeight={420}
      nothingFound="Nothing has that name"
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      attributes={{ content: { 'aria-label': NAME } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      searchProps={{
        placeholder: 'A page, a command, a finding …',
        'aria-label': NAME,
        leftSection: <IconSearch size={16} />
      }}
    />
  )
}

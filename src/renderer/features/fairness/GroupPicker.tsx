import { MultiSelect } from '@mantine/core'
import { count } from '../../../shared/words/format'
import { MOST_DRAWN, useDrawnGroups } from './drawn-groups'

/** Of many groups, those that have a line in the pictures of this page. */
export function GroupPicker() {
  const { names, drawn, choose } = useDrawnGroups()
  if (choose === null) return null
  return (
    <MultiSelect
      label="Groups drawn"
      description={`${count(drawn.length)} of ${count(names.length)}, at most ${MOST_DRAWN} at once; the table has all of them.`}
      data={[...names]}
      value={[...drawn]}
      maxValues={MOST_DRAWN}
      searchable
      hidePickedOptions
      mb="sm"
      onChange={choose}
    />
  )
}

import { Anchor } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { saidBy, type Said } from '../rpc'
import { remember, undoLast, type Undoable } from '../state/undo'

/** A toast with one sentence; cancelling is no error. */
export const notifyError = (error: unknown): void => notifySaid(saidBy(error))

export function notifySaid({ code, message }: Said): void {
  if (code !== 'internal/cancelled') notifications.show({ message, color: 'red', autoClose: 12_000, withBorder: true, role: 'alert' })
}

export const notify = (message: string): void => void notifications.show({ message, withBorder: true })

/** Says what was done and offers to take it back; Ctrl Z does the same. */
export function notifyUndoable(step: Undoable): void {
  remember(step)
  const id = notifications.show({
    withBorder: true,
    message: (
      <span>
        {step.what}.{' '}
        <Anchor
          component="button"
          size="sm"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          Undo
        </Anchor>
      </span>
    )
  })
}

export function undo(): void {
  undoLast().then((what) => notify(what === null ? 'There is nothing to undo.' : `Taken back: ${what}.`), notifyError)
}

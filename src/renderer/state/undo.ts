import { create } from 'zustand'

/** Something that was done and can be taken back. `what` in the past: "Owner of F-002 changed". */
export type Undoable = { what: string; undo: () => Promise<void> }

const MOST = 50

export const useUndo = create<{ done: readonly Undoable[] }>(() => ({ done: [] }))

export const remember = (step: Undoable): void => useUndo.setState(({ done }) => ({ done: [...done.slice(1 - MOST), step] }))

/** Takes the last step back and says what it was; null where there is none. A step that cannot be taken back stays. */
export async function undoLast(): Promise<string | null> {
  const step = useUndo.getState().done.at(-1)
  if (step === undefined) return null
  await step.undo()
  useUndo.setState(({ done }) => ({ done: done.filter((one) => one !== step) }))
  return step.what
}

/** Another project: nothing of the former one can be undone here. */
export const forgetUndo = (): void => useUndo.setState({ done: [] })

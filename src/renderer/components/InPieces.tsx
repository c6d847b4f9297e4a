import { Children, createContext, startTransition, useContext, useEffect, useLayoutEffect, useState, type ReactNode } from 'react'

/** Of the pieces around: holds their next one back until what it gives is called. */
const Around = createContext<(() => () => void) | null>(null)

type Props = { children: ReactNode; /** Pieces a frame */ step?: number }

/** A long page drawn from the top, a piece after each frame: the first is on the screen at once, and none keeps keys and clicks waiting. */
export function InPieces({ children, step = 1 }: Props) {
  const pieces = Children.toArray(children)
  const [drawn, setDrawn] = useState(step)
  const [held, setHeld] = useState(0)
  const [hold] = useState(() => () => {
    setHeld((count) => count + 1)
    return () => setHeld((count) => count - 1)
  })
  const around = useContext(Around)
  const more = drawn < pieces.length
  const done = !more && held === 0
  useLayoutEffect(() => (done ? undefined : around?.()), [around, done])
  const goOn = more && held === 0
  useEffect(() => {
    if (!goOn) return
    let timer: number | undefined
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => startTransition(() => setDrawn(drawn + step)))
    })
    return () => {
      cancelAnimationFrame(frame)
      window.clearTimeout(timer)
    }
  }, [drawn, goOn, step])
  return <Around.Provider value={hold}>{pieces.slice(0, drawn)}</Around.Provider>
}

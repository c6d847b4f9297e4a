import { Children, startTransition, useEffect, useState, type ReactNode } from 'react'

/** A long page drawn from the top, a piece after each frame: the first is on the screen at once, and none keeps keys and clicks waiting. */
export function InPieces({ children }: { children: ReactNode }) {
  const pieces = Children.toArray(children)
  const [drawn, setDrawn] = useState(1)
  const more = drawn < pieces.length
  useEffect(() => {
    if (!more) return
    let timer: number | undefined
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => startTransition(() => setDrawn(drawn + 1)))
    })
    return () => {
      cancelAnimationFrame(frame)
      window.clearTimeout(timer)
    }
  }, [drawn, more])
  return pieces.slice(0, drawn)
}

import { useIntersection } from '@mantine/hooks'
import { useEffect, useState, type ReactNode } from 'react'

/** Holds the place of something costly until it is about to come into sight. `height` in pixels. */
export function WhenSeen({ height, children }: { height: number; children: ReactNode }) {
  const { ref, entry } = useIntersection({ rootMargin: '200px' })
  const [seen, setSeen] = useState(false)
  const now = entry?.isIntersecting === true
  useEffect(() => {
    if (now) setSeen(true)
  }, [now])
  return (
    <div ref={ref} style={seen ? undefined : { minHeight: height }}>
      {seen ? children : null}
    </div>
  )
}

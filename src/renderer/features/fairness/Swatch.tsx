import type { Ink } from '../../charts/palette'

/** The colour of a group, beside its name: never instead of it. */
export function Swatch({ ink }: { ink: Ink }) {
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden style={{ verticalAlign: -1 }}>
      <rect width={10} height={10} rx={2} fill={ink.colour} />
    </svg>
  )
}

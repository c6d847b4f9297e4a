import { useAnnouncer } from '../state/announcer'

export function LiveRegion() {
  const text = useAnnouncer((state) => state.text)
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  )
}

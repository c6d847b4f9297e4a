import { useCallback, useEffect, useState } from 'react'
import type { Annotation, AnnotationEvent } from '../../../shared/model/annotation'
import { notifyError, notifyUndoable } from '../../app/notify'
import { engine } from '../../state/connection'
import { useSession } from '../../state/session'

export type Annotate = (finding: string, change: Annotation) => void

const SAID: Record<Annotation['field'], string> = {
  note: 'Note added to',
  owner: 'Owner changed of',
  response: 'Response changed of',
  due: 'Due date changed of',
  status: 'Status changed of'
}

/** What was said of the findings of a report, and how to say more: an event of the ledger each, which can be taken back. */
export function useAnnotations(folder: string, report: string): [readonly AnnotationEvent[], Annotate] {
  const [events, setEvents] = useState<readonly AnnotationEvent[]>([])
  const lines = useSession((state) => state.project?.ledgerLines)
  const load = useCallback(() => engine().findings.annotations({ folder }).then(setEvents), [folder])
  useEffect(() => {
    load().catch(notifyError)
  }, [load, lines])
  const annotate: Annotate = (finding, change) => {
    const say = async (): Promise<void> => {
      const { seq } = await engine().findings.annotate({ folder, report, finding, change })
      await load()
      notifyUndoable({
        what: `${SAID[change.field]} ${finding}`,
        undo: async () => {
          await engine().findings.undo({ folder, seq })
          await load()
        }
      })
    }
    say().catch(notifyError)
  }
  return [events, annotate]
}

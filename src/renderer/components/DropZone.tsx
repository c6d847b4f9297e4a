import { Button } from '@mantine/core'
import { useState, type DragEvent } from 'react'
import type { FileChoice } from '../../shared/host-bridge'
import { notifyError } from '../app/notify'
import { host } from '../state/connection'
import styles from './drop-zone.module.css'

type Props = { choice: FileChoice; button: string; hint: string; onFiles: (paths: string[]) => void }

/** Files by dropping them, or by the dialog behind the button; in a browser they are uploaded first. */
export function DropZone({ choice, button, hint, onFiles }: Props) {
  const [over, setOver] = useState(false)
  const [sent, setSent] = useState<number | null>(null)
  const take = (paths: Promise<string[]>): void => {
    paths
      .then((found) => {
        if (found.length > 0) onFiles(found)
      }, notifyError)
      .finally(() => setSent(null))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(host().pathsOf([...event.dataTransfer.files], setSent))
  }
  return (
    <div
      className={over ? `${styles.zone} ${styles.over}` : styles.zone}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button loading={sent !== null} onClick={() => take(host().chooseFiles(choice, setSent))}>
        {button}
      </Button>
      <span className="muted">{sent === null ? hint : `${Math.round(sent * 100)} % uploaded`}</span>
    </div>
  )
}

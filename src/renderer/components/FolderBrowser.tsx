import { Anchor, Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { saidBy, type Said } from '../rpc'
import { engine } from '../state/connection'
import { ErrorNote } from './ErrorNote'
import { IconFile, IconFolder } from './icons'
import styles from './folder-browser.module.css'

type Listing = Awaited<ReturnType<ReturnType<typeof engine>['files']['browse']>>

/** Chooses a folder where the host has no dialog of its own: within what `assay serve --root` allows. */
export function FolderBrowser({ title, onChoose, onClose }: { title: string; onChoose: (folder: string) => void; onClose: () => void }) {
  const [folder, setFolder] = useState<string | null>(null)
  const [listing, setListing] = useState<Listing | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => {
    let current = true
    engine()
      .files.browse({ folder })
      .then(
        (found) => {
          if (!current) return
          setListing(found)
          setSaid(null)
        },
        (error: unknown) => {
          if (current) setSaid(saidBy(error))
        }
      )
    return () => {
      current = false
    }
  }, [folder])
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      {said === null ? null : <ErrorNote said={said} />}
      {listing === null ? null : (
        <>
          <p className={styles.path}>{listing.folder}</p>
          <ul className={styles.list}>
            {listing.parent === null ? null : (
              <li>
                <Anchor component="button" onClick={() => setFolder(listing.parent)}>
                  <IconFolder size={14} aria-hidden /> the folder above
                </Anchor>
              </li>
            )}
            {listing.entries.map((entry) => (
              <li key={entry.path}>
                {entry.kind === 'folder' ? (
                  <Anchor component="button" onClick={() => setFolder(entry.path)}>
                    <IconFolder size={14} aria-hidden /> {entry.name}
                  </Anchor>
                ) : (
                  <span className="muted">
                    <IconFile size={14} aria-hidden /> {entry.name}
                  </span>
                )}
              </li>
            ))}
          </ul>
          <Button onClick={() => onChoose(listing.folder)}>Choose this folder</Button>
        </>
      )}
    </Modal>
  )
}

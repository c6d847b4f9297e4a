import { Anchor } from '@mantine/core'
import { useEffect, useState } from 'react'
import { announce } from '../state/announcer'
import { IconCheck, IconCopy } from './icons'
import styles from './components.module.css'

/** Puts a text on the clipboard and says so; `words`: with its label written out. */
export function CopyButton({ text, label, words = false }: { text: string; label: string; words?: boolean }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    void copyText(text).then(() => {
      setCopied(true)
      announce('Copied')
    })
  }
  if (words)
    return (
      <Anchor component="button" type="button" size="sm" onClick={copy}>
        {copied ? 'Copied' : label}
      </Anchor>
    )
  return (
    <button type="button" className={styles.copy} aria-label={label} title={copied ? 'Copied' : label} onClick={copy}>
      {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
    </button>
  )
}

/** The clipboard, or a selection to copy from where every permission is denied. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
}

import { ExhibitView } from '../../charts/ExhibitView'
import { CopyButton } from '../../components/CopyButton'
import { Panel } from '../../components/Panel'
import type { AuditedReasons } from './audited-reasons'
import styles from './explain.module.css'

/** What one declined person would read. */
export function Notice({ found: { notice } }: { found: AuditedReasons }) {
  if (notice === null) return null
  const text = notice.notes.join(' ')
  return (
    <Panel title={notice.title} actions={<CopyButton text={text} label="Copy the text" words />}>
      <blockquote className={styles.notice}>{text}</blockquote>
    </Panel>
  )
}

/** Where each reason of that notice comes from. */
export const NoticeReasons = ({ found: { notice } }: { found: AuditedReasons }) =>
  notice === null ? null : (
    <ExhibitView exhibit={{ ...notice, title: 'Reasons of the sample notice, largest contribution first', notes: [] }} />
  )

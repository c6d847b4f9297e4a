import { ActionIcon, Anchor } from '@mantine/core'
import { timeText } from '../../../shared/words/format'
import { notifyError } from '../../app/notify'
import { IconClose } from '../../components/icons'
import { engine } from '../../state/connection'
import { loadRecent, useSession } from '../../state/session'
import { openFolder } from './begin'
import styles from './start.module.css'

/** Projects that were open before; taking one off the list does not touch its folder. */
export function Recent() {
  const recent = useSession((state) => state.recent)
  if (recent === null || recent.length === 0) return null
  const forget = (folder: string): void => {
    engine().projects.forget({ folder }).then(loadRecent).catch(notifyError)
  }
  return (
    <section className={styles.recent} aria-labelledby="recent">
      <h2 id="recent">Recent projects</h2>
      <ul className={styles.rows}>
        {recent.map((project) => (
          <li key={project.folder}>
            {project.exists ? (
              <Anchor component="button" className={styles.name} onClick={() => void openFolder(project.folder)}>
                {project.name}
              </Anchor>
            ) : (
              <span className={`${styles.name} muted`}>{project.name} (its folder is gone)</span>
            )}
            <span className={styles.folder} title={project.folder}>
              {project.folder}
            </span>
            <span className="muted">{timeText(project.openedAt)}</span>
            <ActionIcon aria-label={`Take ${project.name} off the list`} onClick={() => forget(project.folder)}>
              <IconClose size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  )
}

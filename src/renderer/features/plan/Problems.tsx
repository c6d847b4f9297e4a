import { Anchor } from '@mantine/core'
import type { PlanProblem } from '../../../shared/contract/plan'
import { IconAlert } from '../../components/icons'
import styles from './plan.module.css'

/** What is wrong with the plan, each with its line. */
export function Problems({ problems, onLine }: { problems: readonly PlanProblem[]; onLine: (line: number) => void }) {
  if (problems.length === 0) return null
  return (
    <div role="alert">
      <ul className={styles.problems}>
        {problems.map(({ code, message, line, at }) => (
          <li key={`${code} ${at} ${line}`}>
            <IconAlert size={16} aria-hidden />
            <span>{message}</span>
            {line === null ? null : (
              <Anchor component="button" size="sm" onClick={() => onLine(line)}>
                Go to line {line}
              </Anchor>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

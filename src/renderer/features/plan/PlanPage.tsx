import { Button } from '@mantine/core'
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { PlanEdit } from '../../../shared/contract/plan'
import { notify, notifyError } from '../../app/notify'
import { Controls } from '../../components/Controls'
import { ErrorNote } from '../../components/ErrorNote'
import { IconRun } from '../../components/icons'
import { QuestionTitle } from '../../components/QuestionTitle'
import { useOffer } from '../../state/commands'
import { remember } from '../../state/undo'
import { FirstPlan } from './first/FirstPlan'
import { OtherPlans } from './first/OtherPlans'
import { PlanForm } from './form/PlanForm'
import { PlanFormContext, type PlanForm as Form } from './form/PlanFormContext'
import { editPlan, isChanged, revertPlan, savePlan, setText, type PlanText } from './plan-state'
import styles from './plan.module.css'
import { Problems } from './Problems'
import { runAudit } from './run-audit'
import { useProjectPlan } from './use-plan'

const SourceEditor = lazy(() => import('./SourceEditor'))

/** The plan as form and as source, side by side: one file. */
export default function PlanPage() {
  const state = useProjectPlan()
  return (
    <>
      <QuestionTitle>What will be examined, and by which rules?</QuestionTitle>
      {state.kind === 'failed' ? <ErrorNote said={state.said} /> : null}
      {state.kind === 'missing' ? (
        <>
          <OtherPlans folder={state.folder} path={state.path} />
          <FirstPlan folder={state.folder} path={state.path} />
        </>
      ) : null}
      {state.kind === 'open' ? <OpenPlan plan={state} /> : null}
    </>
  )
}

const save = (): void => void savePlan().then(() => notify('The plan is saved.'), notifyError)

const COMMANDS = [{ id: 'plan-save', label: 'Save the plan', group: 'Plan', run: save }]

function OpenPlan({ plan }: { plan: PlanText }) {
  const [line, setLine] = useState<number | null>(null)
  const showLine = useCallback((wanted: number): void => {
    setLine(null)
    requestAnimationFrame(() => setLine(wanted))
  }, [])
  const changed = isChanged(plan)
  useOffer('plan', COMMANDS)
  return (
    <div className={styles.page}>
      <Controls label="The plan">
        <Button leftSection={<IconRun size={14} aria-hidden />} disabled={plan.problems.length > 0} onClick={() => void runAudit()}>
          {changed ? 'Save and run the audit' : 'Run the audit'}
        </Button>
        <Button variant="default" disabled={!changed} onClick={save}>
          Save
        </Button>
        <Button variant="default" disabled={!changed || plan.saved === null} onClick={() => void revertPlan().catch(notifyError)}>
          Discard changes
        </Button>
        <span className={styles.state}>
          {plan.saved === null ? 'not saved yet' : changed ? 'changes that are not saved' : 'saved'}
          {' · '}
          <span className="mono">{plan.path}</span>
        </span>
      </Controls>
      <Problems problems={plan.problems} onLine={showLine} />
      <div className={styles.sides}>
        <div className={styles.form}>
          {plan.plan === null ? <NoForm checked={plan.checked} /> : <FormSide plan={plan} showLine={showLine} />}
        </div>
        <div className={styles.source}>
          <Suspense fallback={<pre className={styles.sourceText}>{plan.text}</pre>}>
            <SourceEditor text={plan.text} problems={plan.problems} line={line} onText={setText} onSave={save} />
          </Suspense>
        </div>
      </div>
    </div>
  )
}

function NoForm({ checked }: { checked: boolean }) {
  return checked ? <p className="muted">The form appears when the source is a valid plan: mend the lines that are marked.</p> : null
}

function FormSide({ plan, showLine }: { plan: PlanText; showLine: (line: number) => void }) {
  const edit = useCallback((what: string, edits: readonly PlanEdit[]): void => {
    editPlan(edits).then((before) => {
      if (before !== null) remember({ what: `${what} in the plan`, undo: () => Promise.resolve(setText(before)) })
    }, notifyError)
  }, [])
  const { plan: valid, problems } = plan
  // Its many fields are made piece by piece, so that keys and clicks are heard meanwhile.
  const begun = useDeferredValue(true, false)
  const form = useMemo(
    (): Form | null => (valid === null ? null : { plan: valid, problems, edit, showLine }),
    [valid, problems, edit, showLine]
  )
  return <PlanFormContext.Provider value={form}>{begun ? <PlanForm /> : null}</PlanFormContext.Provider>
}

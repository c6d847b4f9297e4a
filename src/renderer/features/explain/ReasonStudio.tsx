import { Button, Select } from '@mantine/core'
import { useMemo } from 'react'
import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import { modelsOf } from '../../../shared/reading/models'
import { goTo, useParam } from '../../app/router'
import { Controls } from '../../components/Controls'
import { IconRun } from '../../components/icons'
import type { OpenReport } from '../../state/report'
import type { Material } from '../assessment/choice'
import { Problems } from '../plan/Problems'
import { runAudit } from '../plan/run-audit'
import { useProjectPlan } from '../plan/use-plan'
import { auditedReasons } from './audited-reasons'
import { reasonsDiffer } from './reason-edits'
import { Frequencies } from './Frequencies'
import { NoReasons } from './NoReasons'
import { Notice, NoticeReasons } from './Notice'
import { ReasonAnswer } from './ReasonAnswer'
import { ReasonTable } from './ReasonTable'
import { Stability } from './Stability'
import styles from './explain.module.css'

type Props = { open: OpenReport; material: Material }

/** The plan's reasons beside what the last audit found of them. */
export function ReasonStudio({ open, material }: Props) {
  const audited = open.view.plan.assessments.explanation
  return audited ? <Studio open={open} material={material} audited={audited} /> : null
}

function Studio({ open, material, audited }: Props & { audited: ExplanationPlan }) {
  const state = useProjectPlan()
  const text = state.kind === 'open' ? state : null
  // Until the plan is read the page stands as it did in the audit, so that nothing moves when it comes.
  const plan = state.kind === 'none' ? audited : (text?.plan?.assessments.explanation ?? null)
  const models = useMemo(() => modelsOf(open.view, material.measures).map((model) => model ?? ''), [open, material])
  const [wanted, setModel] = useParam('model', '')
  const model = models.includes(wanted) ? wanted : (models[0] ?? '')
  const found = useMemo(() => auditedReasons(material, audited, model), [material, audited, model])
  return (
    <>
      <Standing
        models={models}
        model={model}
        onModel={setModel}
        editable={plan !== null}
        differs={plan !== null && reasonsDiffer(plan, audited)}
        valid={text !== null && text.problems.length === 0}
      />
      {text === null ? null : <Problems problems={text.problems} onLine={() => goTo('plan')} />}
      {found === null ? <NoReasons audited={audited} limit={open.view.plan.suppress_below} /> : <ReasonAnswer found={found} />}
      <div className={styles.stack}>
        <fieldset className={styles.bare} disabled={state.kind === 'none'}>
          <ReasonTable material={material} audited={audited} plan={plan} found={found} model={model} />
        </fieldset>
        {found === null ? null : (
          <>
            <Frequencies found={found} />
            <div className={styles.pair}>
              <Stability open={open} found={found} />
              <Notice found={found} />
            </div>
            <NoticeReasons found={found} />
          </>
        )}
      </div>
    </>
  )
}

type StandingProps = {
  models: readonly string[]
  model: string
  onModel: (model: string) => void
  editable: boolean
  differs: boolean
  valid: boolean
}

/** Which model, and whether the figures are of the plan as it is now. */
function Standing({ models, model, onModel, editable, differs, valid }: StandingProps) {
  return (
    <Controls label="The reasons and the audit">
      {models.length < 2 ? null : (
        <Select aria-label="Model" data={models} value={model} onChange={(value) => value !== null && onModel(value)} w="12rem" />
      )}
      <Button
        variant={differs ? 'filled' : 'default'}
        leftSection={<IconRun size={14} aria-hidden />}
        disabled={!differs || !valid}
        onClick={() => void runAudit('explain', { view: 'reasons' })}
      >
        Run the audit again
      </Button>
      <span className={styles.standing} role="status">
        {standing(editable, differs)}
      </span>
    </Controls>
  )
}

function standing(editable: boolean, differs: boolean): string {
  if (!editable) return 'Figures and reasons are those of the last audit: the project has no valid plan with an explanation to change.'
  return differs
    ? 'The plan has changed: every figure here is of the last audit until it is run again.'
    : 'Figures are of the last audit; the plan says the same about reasons as it did then.'
}

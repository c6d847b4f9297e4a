import { Button, Select } from '@mantine/core'
import { InPieces } from '../../../components/InPieces'
import { isUnknownBound, METRIC_IDS, METRICS } from '../../../../shared/model/metrics'
import type { Criterion } from '../../../../shared/model/plan'
import { ChoiceField, NumberField, SwitchField, TextField } from './Fields'
import { usePlanForm } from './PlanFormContext'
import { Section } from './Section'
import styles from '../plan.module.css'

const METRIC_CHOICES = METRIC_IDS.filter((id) => !isUnknownBound(id)).map((value) => ({ value, label: METRICS[value].name }))
const DECIDES = [
  { value: 'interval', label: 'the whole interval' },
  { value: 'point', label: 'the point estimate' }
]
const SEVERITY = ['low', 'moderate', 'high', 'critical'].map((value) => ({ value, label: value }))

const WHERE = { feature: 'Column, or each', window: 'Window, or each', model: 'Model, or each' }

/** Thresholds with their rules. Without one there is no verdict. */
export function CriteriaSection() {
  const { plan, edit } = usePlanForm()
  const add = (): void => {
    const attribute = Object.entries(plan.columns).find(([, use]) => use.role === 'protected')?.[0]
    const value = {
      id: freeId(plan.criteria),
      metric: 'selection_rate_ratio',
      ...(attribute === undefined ? {} : { each: attribute }),
      threshold: { at_least: 0.8 },
      primary: true,
      severity: 'high',
      rule: 'State the rule this comes from'
    }
    edit('Criterion added', [{ path: ['criteria', plan.criteria.length], value }])
  }
  return (
    <Section
      title="Criteria"
      about="A criterion is a threshold, the rule it comes from, and how it decides. The primary ones set the verdict on the cover; the exploratory ones are reported and no more."
      actions={
        <Button variant="default" onClick={add}>
          Add a criterion
        </Button>
      }
    >
      {plan.criteria.length === 0 ? <p className="muted">There is none: the report states measures and gives no verdict.</p> : null}
      <InPieces>
        {plan.criteria.map((criterion, at) => (
          <OneCriterion key={at} criterion={criterion} at={at} />
        ))}
      </InPieces>
    </Section>
  )
}

function freeId(criteria: readonly Criterion[]): string {
  let n = criteria.length + 1
  while (criteria.some(({ id }) => id === `criterion-${n}`)) n++
  return `criterion-${n}`
}

function OneCriterion({ criterion, at }: { criterion: Criterion; at: number }) {
  const { edit } = usePlanForm()
  const path = (...keys: string[]): (string | number)[] => ['criteria', at, ...keys]
  const remove = (): void => edit(`Criterion ${criterion.id} removed`, [{ path: ['criteria', at], value: undefined }])
  return (
    <fieldset className={styles.criterion}>
      <legend>{criterion.id}</legend>
      <div className={styles.triple}>
        <TextField path={path('id')} label="Name" />
        <ChoiceField path={path('metric')} label="Metric" choices={METRIC_CHOICES} searchable />
        <Compared criterion={criterion} at={at} />
        {(['feature', 'window', 'model'] as const).map((key) =>
          criterion[key] === undefined ? null : <TextField key={key} path={path(key)} label={WHERE[key]} />
        )}
        <NumberField path={path('threshold', 'at_least')} label="At least" />
        <NumberField path={path('threshold', 'at_most')} label="At most" />
        <ChoiceField path={path('decides')} label="Decides by" choices={DECIDES} />
        <ChoiceField path={path('severity')} label="Severity if not met" choices={SEVERITY} />
      </div>
      <TextField path={path('rule')} label="Rule it comes from" />
      <div className={styles.criterionFoot}>
        <SwitchField path={path('primary')} label="Primary" />
        <Button variant="subtle" color="gray" onClick={remove} aria-label={`Remove the criterion ${criterion.id}`}>
          Remove
        </Button>
      </div>
    </fieldset>
  )
}

/** Each group of an attribute, or the two extremes among them; a single group stands in the source. */
function Compared({ criterion, at }: { criterion: Criterion; at: number }) {
  const { plan, edit } = usePlanForm()
  const attributes = Object.entries(plan.columns).flatMap(([name, use]) => (use.role === 'protected' ? [name] : []))
  const overs = [...attributes.map((name) => [name]), ...plan.groups.crossings]
  const key = (kind: 'each' | 'extremes', over: readonly string[]): string => `${kind}\n${over.join('\n')}`
  const named = (value: string | string[] | undefined): string[] | null => (value === undefined ? null : [value].flat())
  const [each, extremes] = [named(criterion.each), named(criterion.extremes)]
  const value =
    each !== null ? key('each', each) : extremes !== null ? key('extremes', extremes) : criterion.group === undefined ? 'all' : 'group'
  const choose = (chosen: string): void => {
    const [kind, ...over] = chosen.split('\n')
    const target = over.length === 1 ? over[0] : over
    edit(`What ${criterion.id} compares`, [
      ...(['each', 'extremes', 'group'] as const)
        .filter((other) => criterion[other] !== undefined)
        .map((other) => ({ path: ['criteria', at, other], value: undefined })),
      ...(kind === 'each' || kind === 'extremes' ? [{ path: ['criteria', at, kind], value: target }] : [])
    ])
  }
  return (
    <Select
      label="Compares"
      data={[
        ...overs.map((over) => ({ value: key('each', over), label: `each ${over.join(' × ')}` })),
        ...overs.map((over) => ({ value: key('extremes', over), label: `extremes of ${over.join(' × ')}` })),
        { value: 'all', label: 'everybody' },
        ...(value === 'group' ? [{ value: 'group', label: 'one group (in the source)' }] : [])
      ]}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null && chosen !== value && chosen !== 'group') choose(chosen)
      }}
    />
  )
}

import { METRIC_SETS } from '../../../../shared/model/assessments/fairness'
import { METRIC_IDS, METRICS } from '../../../../shared/model/metrics'
import { InPieces } from '../../../components/InPieces'
import { ColumnsSection } from './ColumnsSection'
import { CriteriaSection } from './CriteriaSection'
import { ChoiceField, NumberField, SeveralField, SwitchField, TagsField, TextField } from './Fields'
import { GroupsSection } from './GroupsSection'
import { InferenceSection } from './InferenceSection'
import { usePlanForm } from './PlanFormContext'
import { Pair, Section } from './Section'

const METRIC_CHOICES = [
  ...METRIC_SETS.map((value) => ({ value, label: `all ${value}` })),
  ...METRIC_IDS.map((value) => ({ value, label: METRICS[value].name }))
]

/** The plan as a form: the same file as the source beside it. */
export function PlanForm() {
  const { plan } = usePlanForm()
  return (
    <InPieces>
      <Section title="What is audited">
        <TextField path={['title']} label="Title of the report" />
        <Pair>
          <TextField path={['subject', 'model']} label="Model" />
          <TextField path={['subject', 'version']} label="Version" />
          <TextField path={['subject', 'inventory']} label="Number in the model inventory" />
          <TextField path={['subject', 'owner']} label="Owner" />
          <TextField path={['subject', 'organisation']} label="Organisation" />
        </Pair>
      </Section>
      <Section title="Use and materiality" about="Stated before any result is seen: it decides how grave a finding is.">
        <TextField path={['use', 'purpose']} label="Purpose" long />
        <Pair>
          <TextField path={['use', 'tier']} label="Tier" />
          <TextField path={['use', 'exposure']} label="Exposure" />
          <NumberField path={['use', 'decisions_per_year']} label="Decisions a year" />
        </Pair>
        <TextField path={['use', 'tolerance']} label="Tolerance" long />
        <SwitchField
          path={['use', 'employment_selection']}
          label="Selection of employees"
          help="Brings the wording of rules for employment."
        />
      </Section>
      <InferenceSection />
      <Section title="Data" about="Paths start from the folder of the plan.">
        {plan.inputs.map((input, at) => (
          <Pair key={at}>
            <TextField path={['inputs', at, 'part']} label="Part" />
            <TagsField path={['inputs', at, 'files']} label={`Files of ${input.part}`} />
            <NumberField
              path={['inputs', at, 'control_totals', 'rows']}
              label={`Rows that ${input.part} should have`}
              help="Supplied by somebody else than the export"
            />
          </Pair>
        ))}
      </Section>
      <ColumnsSection />
      <GroupsSection />
      <Section title="Assessments" about="Other assessments of this plan stand in the source.">
        <Pair>
          <ChoiceField
            path={['assessments', 'fairness', 'part']}
            label="Fairness: part"
            choices={plan.inputs.map(({ part }) => ({ value: part, label: part }))}
          />
          <NumberField path={['assessments', 'fairness', 'replicates']} label="Resamples" help="For intervals of smooth composites" />
        </Pair>
        <SeveralField path={['assessments', 'fairness', 'metrics']} label="Fairness: metrics" choices={METRIC_CHOICES} />
        <Pair>
          <NumberField
            path={['assessments', 'fairness', 'decide', 'score_at_least']}
            label="Decide by score, at least"
            help="Where there is no decision column"
          />
          <NumberField path={['assessments', 'fairness', 'decide', 'score_at_most']} label="Decide by score, at most" />
        </Pair>
      </Section>
      <CriteriaSection />
      <Section title="Rules of the report">
        <Pair>
          <NumberField path={['level']} label="Confidence level" placeholder="0.95" />
          <NumberField path={['minimum_group_size']} label="Smallest group that is judged" placeholder="30" />
          <NumberField path={['suppress_below']} label="Mask cells under" help="Empty: nothing is masked" />
          <ChoiceField path={['paper']} label="Paper" choices={['A4', 'Letter'].map((value) => ({ value, label: value }))} />
          <TextField path={['challenge']} label="Challenge" help="A nonce from the reader; printed on the cover, it proves not-before" />
          <TextField path={['seed']} label="Seed set by hand" help="A printed deviation; leave it empty" />
        </Pair>
      </Section>
    </InPieces>
  )
}

import { Button, Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { PlanQuestion } from '../../../../shared/contract/plan'
import { DEFAULT_SETTINGS } from '../../../../shared/model/default-settings'
import { count } from '../../../../shared/words/format'
import { notifyError } from '../../../app/notify'
import { hrefOf } from '../../../app/router'
import { EmptyState } from '../../../components/EmptyState'
import { ErrorNote } from '../../../components/ErrorNote'
import { Panel } from '../../../components/Panel'
import { saidBy, type Said } from '../../../rpc'
import { engine } from '../../../state/connection'
import { filesOf } from '../../../state/imported-files'
import { useSettings } from '../../../state/settings'
import { useSession } from '../../../state/session'
import { beginPlan, savePlan } from '../plan-state'
import styles from '../plan.module.css'
import { QuestionField, type Answer } from './QuestionField'

type Drafted = { text: string; questions: readonly PlanQuestion[]; complete: boolean }
type Order = { folder: string; path: string; data: string; reference: string | null; answers: Readonly<Record<string, Answer>> }

async function draft({ folder, path, data, reference, answers }: Order): Promise<Drafted> {
  const [own, other] = await Promise.all([filesOf(folder, data), reference === null ? null : filesOf(folder, reference)])
  const order = { folder, plan: path, data: { dataset: data, files: own }, answers }
  return engine().plan.draft(other === null || reference === null ? order : { ...order, reference: { dataset: reference, files: other } })
}

/** There is no plan yet: a few questions, and the plan that their answers give. */
export function FirstPlan({ folder, path }: { folder: string; path: string }) {
  const datasets = useSession((state) => state.project?.datasets) ?? []
  const [chosen, setChosen] = useState<{ data: string | null; reference: string | null }>({ data: null, reference: null })
  const data = chosen.data ?? datasets[0]?.dataset ?? null
  if (data === null)
    return (
      <EmptyState title="There is no plan yet, and no data" action={<a href={hrefOf('data')}>Go to the data</a>}>
        A plan says which columns mean what, which groups are compared, and which criteria decide. Import the data first: most of it can
        then be proposed from them.
      </EmptyState>
    )
  const choices = datasets.map(({ dataset, rows, at }) => ({
    value: dataset,
    label: `${dataset.slice(0, 12)} · ${count(rows)} rows · ${at.slice(0, 16).replace('T', ' ')}`
  }))
  const others = choices.filter(({ value }) => value !== data)
  return (
    <>
      <div className={styles.chosenData}>
        <Select label="Data to audit" data={choices} value={data} onChange={(value) => setChosen({ ...chosen, data: value })} />
        {others.length === 0 ? null : (
          <Select
            label="Reference data, if any"
            description="What the model was trained or validated on"
            data={others}
            value={chosen.reference}
            clearable
            allowDeselect
            onChange={(value) => setChosen({ ...chosen, reference: value })}
          />
        )}
      </div>
      <Questions key={`${data} ${chosen.reference}`} folder={folder} path={path} data={data} reference={chosen.reference} />
    </>
  )
}

/** The user's own confidence level, where it is not the one that plans have anyway. */
async function withLevel(text: string): Promise<string> {
  const { level } = useSettings.getState().settings
  if (level === DEFAULT_SETTINGS.level) return text
  return (await engine().plan.edit({ text, edits: [{ path: ['level'], value: level }] })).text
}

type Answers = Order['answers']

const withAnswer = (answers: Answers, id: string, answer: Answer | undefined): Answers =>
  Object.fromEntries([...Object.entries(answers).filter(([key]) => key !== id), ...(answer === undefined ? [] : [[id, answer] as const])])

function Questions({ folder, path, data, reference }: Omit<Order, 'answers'>) {
  const [answers, setAnswers] = useState<Answers>({})
  const [drafted, setDrafted] = useState<Drafted | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => {
    let current = true
    draft({ folder, path, data, reference, answers }).then(
      (found) => {
        if (!current) return
        setDrafted(found)
        setSaid(null)
      },
      (error: unknown) => {
        if (current) setSaid(saidBy(error))
      }
    )
    return () => {
      current = false
    }
  }, [folder, path, data, reference, answers])
  if (drafted === null) return said === null ? null : <ErrorNote said={said} />
  const use = async (): Promise<void> => {
    try {
      beginPlan(folder, path, await withLevel(drafted.text))
      await savePlan()
    } catch (error) {
      notifyError(error)
    }
  }
  const open = drafted.questions.filter(
    ({ id, required, otherwise }) => required && otherwise === undefined && answers[id] === undefined
  ).length
  return (
    <div className={styles.sides}>
      <div className={styles.form}>
        <Panel title="Questions that the data cannot answer">
          {drafted.questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              answer={answers[question.id]}
              onAnswer={(answer) => setAnswers((before) => withAnswer(before, question.id, answer))}
            />
          ))}
          {said === null ? null : <ErrorNote said={said} />}
          <div className={styles.criterionFoot}>
            <span className="muted">
              {open === 0 ? 'Every question is answered.' : `${open} still open: the plan keeps a marked place for each.`}
            </span>
            <Button variant={open === 0 ? 'filled' : 'default'} onClick={() => void use()}>
              {open === 0 ? 'Use this plan' : 'Use it with its open places'}
            </Button>
          </div>
        </Panel>
      </div>
      <pre className={styles.preview} aria-label="The plan that the answers give" tabIndex={0}>
        {drafted.text}
      </pre>
    </div>
  )
}

import { QuestionTitle } from '../../components/QuestionTitle'
export default function FindingsPage() {
  return <QuestionTitle>What needs an answer?</QuestionTitle>
}

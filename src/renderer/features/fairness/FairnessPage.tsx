import { QuestionTitle } from '../../components/QuestionTitle'
export default function FairnessPage() {
  return <QuestionTitle>Are groups treated alike?</QuestionTitle>
}

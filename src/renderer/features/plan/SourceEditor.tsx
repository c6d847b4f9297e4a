import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { PlanProblem } from '../../../shared/contract/plan'
import { highlighting, sourceTheme } from './source-theme'
import { changeBetween } from './text-change'

type Props = { text: string; problems: readonly PlanProblem[]; line: number | null; onText: (text: string) => void; onSave: () => void }

/** The plan's source. Tab leaves it, as every field; Ctrl S saves; what the form changes arrives as one step that Ctrl Z takes back. */
export default function SourceEditor({ text, problems, line, onText, onSave }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const calls = useRef({ onText, onSave })
  useEffect(() => {
    calls.current = { onText, onSave }
  })
  useEffect(() => {
    const view = new EditorView({
      parent: frame.current!,
      state: EditorState.create({ doc: '', extensions: extensionsOf(() => calls.current) })
    })
    editor.current = view
    return () => view.destroy()
  }, [])
  useEffect(() => {
    const view = editor.current
    const change = view === null ? null : changeBetween(view.state.doc.toString(), text)
    if (view !== null && change !== null) view.dispatch({ changes: change })
  }, [text])
  useEffect(() => {
    const view = editor.current
    if (view !== null) view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state, problems)))
  }, [problems, text])
  useEffect(() => {
    const view = editor.current
    if (view === null || line === null || line > view.state.doc.lines) return
    const { from } = view.state.doc.line(line)
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
    view.focus()
  }, [line])
  return <div ref={frame} style={{ height: '100%', minHeight: 0 }} />
}

const extensionsOf = (calls: () => Pick<Props, 'onText' | 'onSave'>): Extension => [
  lineNumbers(),
  history(),
  drawSelection(),
  bracketMatching(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  lintGutter(),
  yaml(),
  highlighting,
  sourceTheme,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': 'Source of the plan', tabindex: '0' }),
  keymap.of([
    {
      key: 'Mod-s',
      run: () => {
        calls().onSave()
        return true
      }
    },
    ...searchKeymap,
    ...historyKeymap,
    ...defaultKeymap
  ]),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) calls().onText(update.state.doc.toString())
  })
]

function diagnosticsOf(state: EditorState, problems: readonly PlanProblem[]): Diagnostic[] {
  return problems.map(({ line, message }) => {
    const { from, to } = state.doc.line(Math.min(Math.max(line ?? 1, 1), state.doc.lines))
    return { from, to, severity: 'error', message }
  })
}

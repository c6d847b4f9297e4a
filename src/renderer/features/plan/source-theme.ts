import { syntaxTree } from '@codemirror/language'
import type { Range } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

/** Colours of the window's own variables, so that both themes hold. */
export const sourceTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)', padding: '0.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--muted)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 35%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)'
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--sunken)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--fail)', textUnderlineOffset: '0.2em' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line-strong)' },
  '.cm-diagnostic': { fontFamily: "'Source Sans 3', sans-serif", padding: '0.375rem 0.5rem' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--fail)' },
  '.cm-plan-comment': { color: 'var(--muted)', fontStyle: 'italic' },
  '.cm-plan-key': { color: 'var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)' },
  '.cm-panels input, .cm-panels button': {
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: '3px'
  }
})

const MARKS: Readonly<Record<string, Decoration>> = {
  Comment: Decoration.mark({ class: 'cm-plan-comment' }),
  Key: Decoration.mark({ class: 'cm-plan-key' })
}

function marksOf(view: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = MARKS[node.name]
        if (mark !== undefined && node.to > node.from) marks.push(mark.range(node.from, node.to))
      }
    })
  return Decoration.set(marks, true)
}

/** Keys and comments stand out; the parser goes on in the background, so that marks follow it. */
export const highlighting = ViewPlugin.define(
  (view) => ({
    marks: marksOf(view),
    update(update: ViewUpdate) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
      if (update.docChanged || update.viewportChanged || parsed) this.marks = marksOf(update.view)
    }
  }),
  { decorations: ({ marks }) => marks }
)

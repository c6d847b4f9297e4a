import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { InPieces } from '../../../../src/renderer/components/InPieces'

const piece = (name: string) => createElement('p', null, name)

test('the first frame has the first piece alone, and nothing where there is none', () => {
  expect(renderToString(createElement(InPieces, null, piece('top'), piece('below')))).toBe('<p>top</p>')
  expect(renderToString(createElement(InPieces, null, [piece('top'), piece('below')].slice(2)))).toBe('')
})

import './older-engines'
import { ActionIcon } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import worker from './pdf-worker?worker&url'
import { useEffect, useRef, useState } from 'react'
import styles from './report.module.css'

GlobalWorkerOptions.workerSrc = worker

const ZOOMS = [0.5, 0.75, 1, 1.5, 2] as const

/** The pages as they will be printed, drawn when they come into sight; their words for screen readers. */
export default function PdfPreview({ bytes }: { bytes: Uint8Array }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState(false)
  const [zoom, setZoom] = useState(2)
  const { ref, width } = useElementSize()
  useEffect(() => {
    const task = getDocument({ data: bytes.slice(), useSystemFonts: false })
    task.promise.then(setPdf, () => setFailed(true))
    return () => void task.destroy()
  }, [bytes])
  if (failed) return <p role="alert">The pages cannot be shown here. The file itself can be saved and opened with a PDF reader.</p>
  const scale = ZOOMS[zoom] ?? 1
  return (
    <>
      <div className={styles.zoom} role="group" aria-label="Size of the pages">
        <ActionIcon aria-label="Smaller pages" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          −
        </ActionIcon>
        <span>
          {Math.round(scale * 100)}
          {'\u202f'}%
        </span>
        <ActionIcon aria-label="Larger pages" disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)}>
          +
        </ActionIcon>
        <span className="muted">{pdf === null ? '' : `${pdf.numPages} pages`}</span>
      </div>
      <div ref={ref} className={styles.pages} role="region" aria-label="Pages of the report" tabIndex={0}>
        {pdf === null || width === 0
          ? null
          : Array.from({ length: pdf.numPages }, (_, at) => (
              <Page key={at} pdf={pdf} number={at + 1} width={Math.floor((width - 24) * scale)} />
            ))}
      </div>
    </>
  )
}

const A4 = 297 / 210

/** Keeps its place before it is drawn, so that nothing jumps. */
function Page({ pdf, number, width }: { pdf: PDFDocumentProxy; number: number; width: number }) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [near, setNear] = useState(false)
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), { rootMargin: '800px' })
    observer.observe(frame.current!)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (!near || page !== null) return
    void pdf.getPage(number).then(async (found) => {
      setPage(found)
      const { items } = await found.getTextContent()
      setText(items.map((item) => ('str' in item ? item.str : '')).join(' '))
    })
  }, [near, page, pdf, number])
  useEffect(() => {
    const target = canvas.current
    if (!near || page === null || target === null) return
    const ratio = window.devicePixelRatio
    const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * ratio })
    target.width = Math.floor(viewport.width)
    target.height = Math.floor(viewport.height)
    const task = page.render({ canvas: target, viewport })
    task.promise.catch(() => undefined)
    return () => task.cancel()
  }, [near, page, width])
  const size = page?.getViewport({ scale: 1 })
  const height = Math.floor(width * (size === undefined ? A4 : size.height / size.width))
  return (
    <div ref={frame} className={styles.pageFrame} style={{ width, height }}>
      {near ? <canvas ref={canvas} role="img" aria-label={`Page ${number} of ${pdf.numPages}`} style={{ width, height }} /> : null}
      <p className="visually-hidden">{text}</p>
    </div>
  )
}

import './older-engines'
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'

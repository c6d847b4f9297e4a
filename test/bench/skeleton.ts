import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MAIN = `
const { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, protocol, session, utilityProcess } = require('electron')
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
Menu.setApplicationMenu(null)
const files = {
  '/index.html': ['text/html', '<!doctype html><html><body><main></main><script src="page.js"></script></body></html>'],
  '/page.js': ['text/javascript', \`
    addEventListener('message', ({ data, ports: [port] }) => {
      if (data !== 'port') return
      port.onmessage = ({ data: text }) => {
        document.querySelector('main').textContent = text
        requestAnimationFrame(() => setTimeout(() => bridge.usable()))
      }
      port.postMessage('what is there to show?')
    })
    bridge.connect()\`]
}
app.whenReady().then(() => {
  const engine = utilityProcess.fork(__dirname + '/engine.js')
  session.defaultSession.protocol.handle('app', ({ url }) => {
    const [type, text] = files[new URL(url).pathname]
    return new Response(text, { headers: { 'content-type': type } })
  })
  ipcMain.on('usable', () => console.log('usable'))
  ipcMain.on('connect', ({ sender }) => {
    const { port1, port2 } = new MessageChannelMain()
    engine.postMessage(null, [port1])
    sender.postMessage('port', null, [port2])
  })
  const webPreferences = { preload: __dirname + '/preload.js', sandbox: true, contextIsolation: true }
  const window = new BrowserWindow({ width: 1320, height: 860, show: false, webPreferences })
  window.once('ready-to-show', () => window.show())
  window.loadURL('app://skeleton/index.html')
})`

const PRELOAD = `
const { contextBridge, ipcRenderer } = require('electron')
ipcRenderer.on('port', ({ ports }) => window.postMessage('port', location.origin, ports))
contextBridge.exposeInMainWorld('bridge', { connect: () => ipcRenderer.send('connect'), usable: () => ipcRenderer.send('usable') })`

const ENGINE = `
process.parentPort.on('message', ({ ports: [port] }) => {
  port.on('message', () => port.postMessage('a word'))
  port.start()
})`

/** The least that has our processes: a window over its own scheme, a sandboxed page, an engine that answers one word over a port. What no work of ours can go below. */
export function writeSkeleton(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const files = {
    'package.json': '{ "name": "skeleton", "version": "0.0.0", "main": "main.js" }',
    'main.js': MAIN,
    'preload.js': PRELOAD,
    'engine.js': ENGINE
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

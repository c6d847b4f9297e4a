import { BrowserWindow, nativeTheme } from 'electron'
import { isOurPage, PAGE } from './page'

const LIGHT = '#f4f4f2'
const DARK = '#1b1b1a'

/** The only place that makes windows. */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1320,
    height: 860,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Assay',
    backgroundColor: nativeTheme.shouldUseDarkColors ? DARK : LIGHT,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false
    }
  })
  // Electron announces no navigation to about:blank: what got through is undone, once it is over (a page loaded while another is committed can hang).
  window.webContents.on('did-stop-loading', () => {
    if (!isOurPage(window.webContents.getURL())) void window.loadURL(PAGE)
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(PAGE)
  return window
}

import { BrowserWindow, nativeTheme } from 'electron'
import { isOurPage, PAGE } from './page'

const LIGHT = '#f4f4f2'
const DARK = '#1b1b1a'

/** A page that does not say that it is drawn is seen all the same. */
const LATEST_MS = 1500

/** Seen when its frame is drawn in the theme that was chosen, so that nothing flashes. */
export function showOnce(window: BrowserWindow): void {
  if (!window.isVisible()) window.show()
}

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
  window.once('ready-to-show', () => setTimeout(() => window.isDestroyed() || showOnce(window), LATEST_MS))
  void window.loadURL(PAGE)
  return window
}

import { basename } from 'node:path'
import { BrowserWindow, dialog, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import type { FileChoice, SaveOutcome } from '../../../shared/host-bridge'
import { CHANNELS } from './channels'
import type { Counters } from './counters'
import { isOurPage } from './page'
import { saveFile } from './save-file'
import { showOnce } from './window'

export type IpcOptions = {
  counters: Counters
  onConnect: (window: BrowserWindow) => void
  onUsable: () => void
  onNewWindow: () => void
}

/** Answers the page's main frame and nobody else; what has not the expected shape is dropped. */
export function answerPage({ counters, onConnect, onUsable, onNewWindow }: IpcOptions): void {
  const windowOf = (event: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow | null => {
    const frame = event.senderFrame
    const ours = frame !== null && frame === event.sender.mainFrame && isOurPage(frame.url)
    const window = ours ? BrowserWindow.fromWebContents(event.sender) : null
    if (window === null) counters.add('message')
    return window
  }
  const on = (channel: string, act: (window: BrowserWindow) => void): void => {
    ipcMain.on(channel, (event) => {
      const window = windowOf(event)
      if (window) act(window)
    })
  }
  on(CHANNELS.connect, onConnect)
  on(CHANNELS.drawn, showOnce)
  on(CHANNELS.usable, onUsable)
  on(CHANNELS.newWindow, onNewWindow)
  ipcMain.handle(CHANNELS.chooseFiles, async (event, choice: unknown): Promise<string[]> => {
    const window = windowOf(event)
    return window && isFileChoice(choice) ? chooseFiles(window, choice) : []
  })
  ipcMain.handle(CHANNELS.chooseFolder, async (event, title: unknown): Promise<string | null> => {
    const window = windowOf(event)
    if (!window || !isText(title)) return null
    const { filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openDirectory', 'createDirectory'] })
    return filePaths[0] ?? null
  })
  ipcMain.handle(CHANNELS.save, async (event, name: unknown, bytes: unknown): Promise<SaveOutcome> => {
    const window = windowOf(event)
    if (!window || !isText(name) || !(bytes instanceof Uint8Array)) return { kind: 'cancelled' }
    const { filePath, canceled } = await dialog.showSaveDialog(window, { defaultPath: basename(name) })
    return canceled || filePath === '' ? { kind: 'cancelled' } : saveFile(filePath, bytes)
  })
}

async function chooseFiles(window: BrowserWindow, { title, many, extensions }: FileChoice): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: many ? ['openFile', 'multiSelections'] : ['openFile'],
    filters:
      extensions.length === 0
        ? []
        : [
            { name: title, extensions: [...extensions] },
            { name: 'All files', extensions: ['*'] }
          ]
  })
  return filePaths
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 300

function isFileChoice(value: unknown): value is FileChoice {
  if (typeof value !== 'object' || value === null) return false
  const { title, many, extensions } = value as Partial<Record<keyof FileChoice, unknown>>
  return isText(title) && typeof many === 'boolean' && Array.isArray(extensions) && extensions.length <= 50 && extensions.every(isText)
}

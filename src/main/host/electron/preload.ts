import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { ENGINE_LOST, ENGINE_PORT, type HostBridge } from '../../../shared/host-bridge'
import { CHANNELS } from './channels'

declare const window: { postMessage: (message: string, origin: string, ports: readonly unknown[]) => void }
declare const location: { origin: string }

const tell = (message: string, ports: readonly unknown[] = []): void => window.postMessage(message, location.origin, ports)

ipcRenderer.on(CHANNELS.port, ({ ports }) => tell(ENGINE_PORT, ports))
ipcRenderer.on(CHANNELS.lost, () => tell(ENGINE_LOST))

/** Older runtimes put the path on the file itself. */
const pathOf = (file: unknown): string =>
  (webUtils as typeof webUtils | undefined)?.getPathForFile(file as File) ?? (file as { path?: string }).path ?? ''

const bridge: HostBridge = {
  connect: () => ipcRenderer.send(CHANNELS.connect),
  drawn: () => ipcRenderer.send(CHANNELS.drawn),
  usable: () => ipcRenderer.send(CHANNELS.usable),
  newWindow: () => ipcRenderer.send(CHANNELS.newWindow),
  chooseFiles: (choice) => ipcRenderer.invoke(CHANNELS.chooseFiles, choice) as Promise<string[]>,
  chooseFolder: (title) => ipcRenderer.invoke(CHANNELS.chooseFolder, title) as Promise<string | null>,
  save: (name, bytes) => ipcRenderer.invoke(CHANNELS.save, name, bytes) as ReturnType<HostBridge['save']>,
  pathOf
}
contextBridge.exposeInMainWorld('assay', bridge)

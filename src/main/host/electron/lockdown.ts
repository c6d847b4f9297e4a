import { app, type Session } from 'electron'
import type { Counters } from './counters'
import { isOurPage, SCHEME } from './page'

/** Switches of Chromium that would otherwise call home. To be called before the app is ready. */
export function silenceChromium(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings'
  ])
    app.commandLine.appendSwitch(name)
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch(
    'disable-features',
    'AutofillServerCommunication,CertificateTransparencyComponentUpdater,OptimizationHints,MediaRouter'
  )
}

/** No request leaves, no permission is given, nothing is downloaded. */
export function lockSession(session: Session, counters: Counters): void {
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const ours = LOCAL.has(schemeOf(url))
    if (!ours) counters.add('request')
    decide({ cancel: !ours })
  })
  session.setPermissionRequestHandler((_contents, _permission, decide) => {
    counters.add('permission')
    decide(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    counters.add('download')
    event.preventDefault()
  })
}

/** The page's own files, and what it made itself. */
const LOCAL = new Set([SCHEME, 'blob', 'data', 'devtools'])
const schemeOf = (url: string): string => url.slice(0, Math.max(0, url.indexOf(':'))).toLowerCase()

/** No page leads anywhere else, opens another window, or holds another page. */
export function lockContents(counters: Counters): void {
  app.on('web-contents-created', (_created, contents) => {
    const refuse = (event: { preventDefault: () => void }): void => {
      counters.add('navigation')
      event.preventDefault()
    }
    contents.on('will-navigate', (event, url) => {
      if (!isOurPage(url)) refuse(event)
    })
    contents.on('will-redirect', refuse)
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOurPage(event.url)) refuse(event)
    })
    contents.on('will-attach-webview', refuse)
    contents.setWindowOpenHandler(() => {
      counters.add('window')
      return { action: 'deny' }
    })
  })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
}

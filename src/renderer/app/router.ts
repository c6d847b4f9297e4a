import { useSyncExternalStore } from 'react'

/** Where the window is: `#/fairness?attribute=sex`. What a page lets one choose stands in the address, so that back and forward work. */
export type Route = { page: string; params: Readonly<Record<string, string>> }

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  return { page: path === '' ? 'start' : path, params: Object.fromEntries(new URLSearchParams(query)) }
}

export function hrefOf(page: string, params: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams(
    Object.entries(params).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  ).toString()
  return `#/${page}${query === '' ? '' : `?${query}`}`
}

export const goTo = (page: string, params?: Readonly<Record<string, string | undefined>>): void => {
  location.hash = hrefOf(page, params)
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

let parsed: { hash: string; route: Route } | undefined

function current(): Route {
  if (parsed?.hash !== location.hash) parsed = { hash: location.hash, route: parseRoute(location.hash) }
  return parsed.route
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, current)

/** One choice of a page, kept in the address; writing does not add to the history. */
export function useParam(name: string, fallback: string): [string, (value: string | undefined) => void] {
  const { page, params } = useRoute()
  const set = (value: string | undefined): void => {
    history.replaceState(null, '', hrefOf(page, { ...parseRoute(location.hash).params, [name]: value }))
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  }
  return [params[name] ?? fallback, set]
}

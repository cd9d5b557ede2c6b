/**
 * Addresses live wholly behind the `#`: `#/projects?unit=…`. wouter's own hash hook moves the part after `?` before the
 * `#`, where it would stay when one goes on to another page.
 */
import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

function parts(): readonly [path: string, search: string] {
  const [path = '', search = ''] = window.location.hash.replace(/^#?\/?/, '').split('?');
  return [`/${path}`, search];
}

function go(to: string, options: { readonly replace?: boolean } = {}): void {
  const address = `#/${to.replace(/^#?\/?/, '')}`;
  if (options.replace) window.location.replace(address);
  else window.location.hash = address;
}

function useHashAddress(): [string, typeof go] {
  return [useSyncExternalStore(subscribe, () => parts()[0]), go];
}
useHashAddress.hrefs = (address: string) => `#${address}`;

function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => parts()[1]);
}

/** `<Router {...hashRouting}>` */
export const hashRouting = { hook: useHashAddress, searchHook: useHashSearch };

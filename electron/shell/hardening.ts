/** What no page of ours ever needs is closed for all of them. */
import type { Session, WebContents } from 'electron';
import { isOurPage } from './page-protocol.ts';

/** Nothing but our own scheme, and what a page makes itself; so nothing can reach a network. */
const ownSchemes = ['app:', 'blob:', 'data:', 'devtools:', 'chrome-extension:'];

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !ownSchemes.some((scheme) => details.url.startsWith(scheme)) });
  });
  session.setSpellCheckerEnabled(false);
}

export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

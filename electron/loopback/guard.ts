/**
 * Who may talk to the loopback door: the page that came with the one-time token, and nobody else on this machine or in this
 * browser. Another port is “same site” to a browser and cookies ignore ports, hence Origin and the cookie's own name.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Guard {
  /** A token for one entry. */
  newToken(): string;
  /** Exchanges a token for a session: the Set-Cookie header, or null when the token is unknown or used. */
  enter(token: string): string | null;
  /** True once anybody has been let in. */
  readonly hasSession: () => boolean;
  /** True when the request is addressed to us, comes from our own page, and carries a session. */
  admits(request: IncomingMessage): boolean;
  /** True when Host and Origin are ours: asked before anything else. */
  isAddressedToUs(request: IncomingMessage): boolean;
}

export function makeGuard(port: number): Guard {
  const authority = `127.0.0.1:${port}`;
  const origin = `http://${authority}`;
  const cookieName = `five-ones-${port}`;
  const tokens = new Set<string>();
  const sessions = new Set<string>();

  const isAddressedToUs = (request: IncomingMessage): boolean => {
    if (request.headers.host !== authority) return false;
    const from = request.headers.origin;
    if (from !== undefined) return from === origin;
    // Reading requests carry no Origin; everything that changes something does, from any page of a browser.
    return request.method === 'GET' || request.method === 'HEAD';
  };
  return {
    newToken() {
      const token = newSecret();
      tokens.add(token);
      return token;
    },
    enter(token) {
      if (!tokens.delete(token)) return null;
      const session = newSecret();
      sessions.add(session);
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    hasSession: () => sessions.size > 0,
    isAddressedToUs,
    admits(request) {
      if (!isAddressedToUs(request)) return false;
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
      return cookiesOf(request).some(([name, value]) => name === cookieName && sessions.has(value));
    },
  };
}

/** 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Shows knowledge of a secret without sending it. */
export function proofOf(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

export function isSameProof(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookiesOf(request: IncomingMessage): [string, string][] {
  return (request.headers.cookie ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
}

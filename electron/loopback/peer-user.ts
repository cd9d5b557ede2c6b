/**
 * Which user of this machine is at the other end of a loopback connection. The address with its token appears in the list of
 * processes for a moment; on Linux the kernel says whose connection it is, so a token read there is of no use to another user.
 */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** False only when the system says that it is somebody else; Windows and macOS do not say. */
export function isOurUser(socket: Socket, tableFile = '/proc/net/tcp'): boolean {
  const us = process.getuid?.();
  if (us === undefined || process.platform !== 'linux') return true;
  const { remotePort, localPort } = socket;
  if (remotePort === undefined || localPort === undefined) return false;
  const peer = userOfConnection(readFileSync(tableFile, 'latin1'), remotePort, localPort);
  return peer === us;
}

/** The user id in the row of the kernel's table whose own end is `fromPort` and whose other end is `toPort`. */
export function userOfConnection(table: string, fromPort: number, toPort: number): number | null {
  const [from, to] = [fromPort, toPort].map((port) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`);
  for (const line of table.split('\n').slice(1)) {
    const [, local, remote, , , , , user] = line.trim().split(/\s+/);
    if (local === from && remote === to && user !== undefined) return Number(user);
  }
  return null;
}

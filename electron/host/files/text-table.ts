import { fromHtml, parseCsv } from 'hucre';
import { problem } from '#shared/error.ts';
import type { RawSheet } from '#shared/ledger-import/cells.ts';
import { rawSheet } from './workbook-cells.ts';

const htmlStart = /^\s*(?:<!doctype html|<html|<head|<table|<body|<div|<meta|<!--|<style)/i;
const markupStart = /^\s*(?:<\?xml|<|MIME-Version:)/i;

/** csv in UTF-8, UTF-16 or GB18030, or an HTML table saved under the name of a workbook; one sheet. */
export function readTextTable(bytes: Uint8Array, name: string): RawSheet[] {
  const text = decodeText(bytes, name);
  const sheetName = name.replace(/\.[^.]*$/, '');
  if (htmlStart.test(text)) return [htmlSheet(text, name, sheetName)];
  if (markupStart.test(text)) throw problem('WORKBOOK_IS_HTML', { name });
  const rows = parseCsv(text, { delimiter: delimiterOf(text), typeInference: false });
  return [rawSheet({ name: sheetName, rows }, () => undefined, false, false)];
}

function htmlSheet(text: string, name: string, sheetName: string): RawSheet {
  if (!/<table/i.test(text)) throw problem('WORKBOOK_IS_HTML', { name });
  const sheet = fromHtml(text, { sheetName, typeInference: false, classes: false });
  if (sheet.rows.length === 0) throw problem('WORKBOOK_IS_HTML', { name });
  return rawSheet(sheet, () => undefined, false, false);
}

/** The bytes decide: a byte-order mark, else strict UTF-8, else what GB18030 can read whole. */
function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = markedEncoding(bytes);
  for (const candidate of encoding === null ? ['utf-8', 'gb18030'] : [encoding]) {
    const text = decodeStrictly(bytes, candidate);
    if (text !== null && !hasControlSigns(text.slice(0, 100_000))) return text;
  }
  throw problem('WORKBOOK_UNREADABLE', { name });
}

/** A control character (other than tab, line and page breaks) means that these are not the bytes of a text at all. */
function hasControlSigns(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) return true;
  }
  return false;
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null; // not this encoding
    throw error;
  }
}

/** The separator that stands most often outside quotes in the first lines. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

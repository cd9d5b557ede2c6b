/** What a file is, and the day a photo was taken: by bytes, never by the name alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachmentLimitBytes, fileVerdict } from '#shared/attachment/file-kind.ts';
import { photoDay } from '#shared/attachment/photo-day.ts';
import { jpegBytes, pdfBytes, pngBytes, zipLikeBytes } from '#test/support/sample-files.ts';

const verdict = (name: string, bytes: Uint8Array, size = bytes.length) =>
  fileVerdict({ name, bytes: size, head: bytes, tail: bytes });
const refusal = (name: string, bytes: Uint8Array, size?: number) => {
  const found = verdict(name, bytes, size);
  return found.isAccepted ? null : found.code;
};
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);

describe('a file is taken', () => {
  test.each([
    ['现场.jpg', jpegBytes(null), 'image/jpeg'],
    ['现场.JPEG', jpegBytes(null), 'image/jpeg'],
    ['图.png', pngBytes(2, 2, [1, 2, 3]), 'image/png'],
    ['图.webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
    ['手机.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'image/heic'],
    ['批复.pdf', pdfBytes, 'application/pdf'],
    ['打印机扫描.pdf', Buffer.concat([Buffer.from('\r\n@PJL\r\n'), pdfBytes]), 'application/pdf'],
    ['旧报告.doc', ole, 'application/msword'],
    ['旧表.xls', ole, 'application/vnd.ms-excel'],
    ['方案.wps', ole, 'application/vnd.ms-works'],
    ['表.et', ole, 'application/vnd.ms-excel'],
    ['公文.ofd', zipLikeBytes('OFD.xml'), 'application/ofd'],
  ])('%s by its bytes', (name, bytes, mediaType) => {
    expect(verdict(name, bytes)).toEqual({ isAccepted: true, mediaType });
  });

  test('a Word document and an Excel workbook by the parts inside them', () => {
    expect(verdict('申请.docx', zipLikeBytes('[Content_Types].xml', 'word/document.xml'))).toMatchObject({
      isAccepted: true,
    });
    expect(verdict('表.xlsx', zipLikeBytes('[Content_Types].xml', 'xl/workbook.xml'))).toMatchObject({
      isAccepted: true,
    });
  });
});

describe('a file is refused', () => {
  test('when it is empty or larger than 50 MB', () => {
    expect(refusal('空.jpg', new Uint8Array())).toBe('ATTACHMENT_EMPTY');
    expect(refusal('大.jpg', jpegBytes(null), attachmentLimitBytes + 1)).toBe('ATTACHMENT_TOO_LARGE');
    expect(refusal('正好.jpg', jpegBytes(null), attachmentLimitBytes)).toBeNull();
  });

  test('when it is a program or a script, whatever it is called', () => {
    for (const name of ['照片.jpg', '安装.exe', '批复.pdf'])
      for (const mark of ['MZ\x90\0', '\x7fELF', '#!/bin/sh\n', 'L\0\0\0\x01\x14\x02\0'])
        expect(refusal(name, Buffer.from(mark, 'latin1'))).toBe('ATTACHMENT_EXECUTABLE');
  });

  test('when it is an archive: nobody sees what is in it', () => {
    expect(refusal('资料.zip', zipLikeBytes('甲.txt'))).toBe('ATTACHMENT_ARCHIVE');
    expect(refusal('资料.rar', Buffer.from('Rar!\x1a\x07\0', 'latin1'))).toBe('ATTACHMENT_ARCHIVE');
    expect(refusal('资料.7z', Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]))).toBe('ATTACHMENT_ARCHIVE');
    expect(refusal('演示.pptx', zipLikeBytes('[Content_Types].xml', 'ppt/presentation.xml'))).toBe(
      'ATTACHMENT_ARCHIVE',
    );
  });

  test('when it is a picture that would unfold to gigabytes, however small its file is', () => {
    const png = (width: number, height: number) => {
      const bytes = Buffer.alloc(64);
      bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
      bytes.writeUInt32BE(width, 16);
      bytes.writeUInt32BE(height, 20);
      return bytes;
    };
    const jpeg = (width: number, height: number) => {
      const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 1]);
      bytes.writeUInt16BE(height, 14);
      bytes.writeUInt16BE(width, 16);
      return bytes;
    };
    const webp = (mark: string, body: readonly number[]) =>
      Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${mark}\0\0\0\0`, 'latin1'), Buffer.from(body), Buffer.alloc(8)]);
    for (const [name, bytes] of [
      ['大.png', png(60_000, 60_000)],
      ['大.jpg', jpeg(65_000, 65_000)],
      ['大.webp', webp('VP8X', [0, 0, 0, 0, 0xff, 0xff, 0, 0xff, 0xff, 0])],
    ] as const)
      expect(refusal(name, bytes)).toBe('ATTACHMENT_PICTURE_HUGE');
    for (const [name, bytes] of [
      ['手机.png', png(16_320, 12_240)],
      ['手机.jpg', jpeg(16_320, 12_240)],
      ['小.webp', webp('VP8L', [0x2f, 0xff, 0xff, 0xff, 0x0f])],
      ['小.webp', webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f])],
    ] as const)
      expect(refusal(name, bytes)).toBeNull();
  });

  test('when its name says something else than its bytes', () => {
    expect(verdict('批复.pdf', jpegBytes(null))).toEqual({
      isAccepted: false,
      code: 'ATTACHMENT_NAME_MISMATCH',
      found: 'JPG 图片',
    });
    expect(refusal('没有扩展名', pdfBytes)).toBe('ATTACHMENT_NAME_MISMATCH');
    expect(refusal('安装.msi', ole)).toBe('ATTACHMENT_NAME_MISMATCH');
  });

  test('when nobody knows what it is', () => {
    expect(refusal('网页.html', Buffer.from('<html>'))).toBe('ATTACHMENT_KIND_UNKNOWN');
    expect(refusal('照片.jpg', Buffer.from('not a photo'))).toBe('ATTACHMENT_KIND_UNKNOWN');
  });
});

describe('the day a photo was taken', () => {
  test('stands in it, in either byte order', () => {
    expect(photoDay(jpegBytes('2026:11:18 09:30:00', 'II'))).toBe('2026-11-18');
    expect(photoDay(jpegBytes('2026:11:18 09:30:00', 'MM'))).toBe('2026-11-18');
  });

  test('is unknown where the photo, or the clock of the camera, does not say', () => {
    expect(photoDay(jpegBytes(null))).toBeNull();
    expect(photoDay(pngBytes(1, 1, [0, 0, 0]))).toBeNull();
    for (const text of ['0000:00:00 00:00:00', '2026:02:30 10:00:00', '2026-11-18 09:30:00', '    :  :     :  :  '])
      expect(photoDay(jpegBytes(text))).toBeNull();
  });

  test('is read without ever failing: any bytes, and any photo cut short or with bytes turned', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => isDayOrNull(photoDay(bytes))));
    const whole = jpegBytes('2026:11:18 09:30:00');
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
        (length, turned) => {
          const bytes = new Uint8Array(whole);
          for (const [at, value] of turned) bytes[at] = value;
          return isDayOrNull(photoDay(bytes.subarray(0, length)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const isDayOrNull = (day: string | null) => day === null || /^\d{4}-\d{2}-\d{2}$/.test(day);

/** Half a thousand sheets filled in by pens and photographed: nothing wrong is accepted, nearly all that is plain is read. */
import { expect, it } from 'vitest';
import { readItems } from '#shared/inspection/reading/read-items.ts';
import { readPage } from '#shared/inspection/reading/read-page.ts';
import { markedSheets } from '#test/support/marked-sheets.ts';

const sheets = 520;

it('accepts no wrong mark as certain and reads at least 98 of 100 clean ones', { timeout: 600_000 }, () => {
  const next = markedSheets(20_261_121);
  const wrong: string[] = [];
  const counts = { clean: 0, cleanRead: 0, doubtful: 0, blank: 0, blankRead: 0, pagesLost: 0 };
  let milliseconds = 0;
  for (let index = 0; index < sheets; index += 1) {
    const { content, layout, picture, items, shot } = next();
    const before = performance.now();
    // Without the place of the code: which way is up must be seen from the marks alone.
    const page = readPage(picture, layout, { qr: null, isThisPrint: true });
    const read = page === null ? [] : readItems(content.items, page.boxes);
    milliseconds += performance.now() - before;
    if (page === null) counts.pagesLost += 1;
    for (const item of items) {
      counts[item.kind] += 1;
      const found = read.find((each) => each.key === item.key);
      if (found?.verdict === 'certain') {
        if (item.kind === 'clean' && found.answer === item.answer) counts.cleanRead += 1;
        else wrong.push(`sheet ${index} ${item.key} ${item.how}: ${found.answer} ${JSON.stringify(shot)}`);
      } else if (item.kind === 'blank' && found?.verdict === 'blank') counts.blankRead += 1;
    }
  }
  process.stdout.write(
    `${sheets} sheets: wrong accepted ${wrong.length}; clean ${counts.cleanRead} of ${counts.clean} read` +
      ` (${((counts.cleanRead / counts.clean) * 100).toFixed(2)} %), blank ${counts.blankRead} of ${counts.blank},` +
      ` ${counts.doubtful} doubtful left to a person, ${counts.pagesLost} pages lost; ${(milliseconds / sheets).toFixed(0)} ms a sheet\n`,
  );
  expect(wrong).toEqual([]);
  expect(counts.clean).toBeGreaterThan(2500);
  expect(counts.cleanRead / counts.clean).toBeGreaterThanOrEqual(0.98);
  expect(counts.pagesLost).toBeLessThanOrEqual(sheets / 100);
});

/**
 * The paper entry. It draws one report model, given by the door as a value, and asks nobody for anything: it is opened
 * from a file by a headless browser and by Electron's hidden window alike (electron/host/print-page.ts).
 */
import './paper.css';
import './sheet-paper.css';
import { Fragment, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { PrintModel } from '#shared/report/model.ts';
import { cutMergedCells } from './cut-merged.ts';
import { DocumentPaper } from './document-paper.tsx';
import { fitNumbers } from './fit-numbers.ts';
import { pageStyle, textHeight } from './page-style.ts';
import { pinImprint } from './pin-imprint.ts';
import { SheetPapers } from './sheet-paper.tsx';
import { TablePaper } from './table-paper.tsx';

declare global {
  interface Window {
    /** Settles when everything on the paper is there, fonts and pictures too. */
    fiveOnesPaper: { layOut(model: PrintModel): Promise<void> };
  }
}

const place = document.getElementById('paper');
if (place === null) throw new Error('the page has no place for paper');
const root = createRoot(place);
let papers = 0;
const style = document.head.appendChild(document.createElement('style'));

window.fiveOnesPaper = {
  async layOut(model) {
    delete document.documentElement.dataset['ready'];
    // Its title becomes the PDF's.
    document.title = model.title;
    style.textContent = pageStyle(model);
    // Nothing of the paper before this one is used again: its figures may have been set smaller.
    papers += 1;
    flushSync(() => root.render(<Fragment key={papers}>{paper(model)}</Fragment>));
    await document.fonts.ready;
    fitNumbers(place);
    if (model.kind === 'table') cutMergedCells(place, textHeight(model));
    pinImprint(place, textHeight(model));
    document.documentElement.dataset['ready'] = 'true';
  },
};

function paper(model: PrintModel): ReactNode {
  switch (model.kind) {
    case 'table':
      return <TablePaper model={model} />;
    case 'document':
      return <DocumentPaper model={model} />;
    case 'sheets':
      return <SheetPapers model={model} />;
  }
}

import type { Block, DocumentModel } from './model.ts';

/** The kinds of blocks a Word file can be given too: a compile error where a paper that has one uses another. */
export type WordBlock = Extract<
  Block,
  {
    kind:
      | 'heading'
      | 'paragraph'
      | 'labelled'
      | 'keyValueTable'
      | 'table'
      | 'nextPaper'
      | 'writingBox'
      | 'subject'
      | 'signed'
      | 'signatures';
  }
>;

/** A paper without red head that is also given as a Word file. */
export type WordModel = Omit<DocumentModel, 'blocks' | 'redHead' | 'imprint' | 'page' | 'margins'> & {
  readonly blocks: WordBlock[];
  readonly margins: 'official' | 'form' | 'presented';
  readonly page: { readonly size: 'A4'; readonly orientation: 'portrait' };
};

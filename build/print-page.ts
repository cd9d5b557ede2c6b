/** The paper entry alone, for whoever needs no more than it (tests of paper). */
import { build, mergeConfig } from 'vite';
import { paper } from './bundles.ts';

/** Bundles print.html into the folder and gives its path. */
export async function buildPrintPage(outDir: string): Promise<string> {
  const outside = process.env['NODE_ENV'];
  // Vite takes this from the environment into React's bundle; a test runner's own value must not end up there.
  process.env['NODE_ENV'] = 'production';
  try {
    await build(mergeConfig(paper, { build: { outDir } }));
  } finally {
    if (outside === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = outside;
  }
  return `${outDir}/print.html`;
}

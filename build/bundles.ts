/** What is bundled, by plain Vite, into dist/: the pages, everything that runs on Node, and the preload. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { inProject } from './project.ts';

const common: InlineConfig = {
  root: inProject('renderer'),
  configFile: false,
  envDir: false,
  clearScreen: false,
  logLevel: 'warn',
};

/** What office scanners put into a PDF (fax, JBIG2, JPEG 2000) is decoded by plain script: pages run no WebAssembly. */
const pdfDecoders = ['jbig2', 'openjpeg'].map((name) => `pdfjs-dist/wasm/${name}_nowasm_fallback.js`);

/** The page, and the script that the loopback door adds to it. Everything is self-hosted. */
export const pages: InlineConfig = {
  ...common,
  base: './',
  plugins: [react(), copied(pdfDecoders, 'assets/pdf')],
  build: {
    outDir: inProject('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: present({ index: 'renderer/index.html', 'door-loopback': 'renderer/door-loopback.ts' }),
      output: {
        entryFileNames: (chunk) =>
          chunk.name === 'door-loopback' ? 'assets/door-loopback.js' : 'assets/[name]-[hash].js',
      },
    },
  },
};

/**
 * Paper, self-contained: one classic script and one stylesheet with fonts and pictures inside, because browsers load neither
 * modules nor fonts from the file: address under which a headless browser opens this page.
 */
export const paper: InlineConfig = {
  ...common,
  base: './',
  publicDir: false,
  plugins: [react(), classicScript()],
  build: {
    outDir: inProject('dist/renderer'),
    // The page is built before it into the same folder.
    emptyOutDir: false,
    target: 'chrome120',
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: present({ print: 'renderer/print.html' }),
      output: {
        format: 'iife',
        entryFileNames: 'assets/print.js',
        assetFileNames: 'assets/print[extname]',
        codeSplitting: false,
      },
    },
  },
};

/**
 * Everything on Node lies flat in one folder, chunks too: so `import.meta.url` of any of them finds the workers beside it
 * and the pages in ../renderer, whichever file the code ended up in.
 */
export const hostPrograms: InlineConfig = {
  ...common,
  root: inProject(),
  publicDir: false,
  plugins: [copied(['zxing-wasm/reader/zxing_reader.wasm'], '.')],
  build: {
    ssr: true,
    outDir: inProject('dist/host'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: present({
        'writer-worker': 'electron/host/workers/writer-worker.ts',
        'reader-worker': 'electron/host/workers/reader-worker.ts',
        'job-worker': 'electron/host/workers/job-worker.ts',
        loopback: 'electron/loopback/main.ts',
        cli: 'electron/cli/main.ts',
        demo: 'electron/cli/demo.ts',
        shell: 'electron/shell/main.ts',
      }),
      external: ['electron', 'better-sqlite3'],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'], target: 'node' },
};

/** One CommonJS file: a sandboxed preload can load nothing else. */
export const preload: InlineConfig = {
  ...common,
  root: inProject(),
  publicDir: false,
  build: {
    ssr: true,
    outDir: inProject('dist/preload'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: present({ preload: 'electron/shell/preload.ts' }),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
};

/** Files of packages that are loaded by name and not imported, beside the bundles. */
function copied(files: readonly string[], folder: string): Plugin {
  return {
    name: 'copied',
    writeBundle({ dir = '' }) {
      mkdirSync(join(dir, folder), { recursive: true });
      for (const file of files) copyFileSync(resolvedFile(file), join(dir, folder, basename(file)));
    },
  };
}

/** Also of a package that exports only its modules. */
function resolvedFile(file: string): string {
  const inPackages = inProject(join('node_modules', file));
  return existsSync(inPackages) ? inPackages : createRequire(import.meta.url).resolve(file);
}

function classicScript(): Plugin {
  return {
    name: 'classic-script',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replaceAll('type="module" crossorigin', 'defer').replaceAll(' crossorigin', ''),
    },
  };
}

/** Entries by name; one whose source is not there is left out, so that a part of the tree can still be built. */
function present(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, path]) => [name, inProject(path)] as const)
      .filter(([, path]) => existsSync(path)),
  );
}

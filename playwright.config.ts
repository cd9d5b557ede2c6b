import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './test/support/browser.ts';

const executablePath = process.env['FIVE_ONES_BROWSER'];
// The browser must neither find nor leave anything in the person's own home.
const home = mkdtempSync(join(tmpdir(), 'five-ones-e2e-home-'));

export default defineConfig<DoorOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Every test starts its own program with its own data; two cores do not carry more.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: process.env['TZ'] ?? 'Asia/Shanghai',
    acceptDownloads: true,
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      env: { ...process.env, HOME: home },
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--lang=zh-CN',
      ],
    },
  },
  projects: [
    { name: 'loopback', use: { door: 'loopback' } },
    { name: 'electron', use: { door: 'electron' } },
  ],
});

import chromium from '@sparticuz/chromium';
import { existsSync } from 'node:fs';
import { chromium as playwright } from '@playwright/test';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** An installed Chromium, else Playwright's own, else the one that comes inside an npm package (Linux only). */
export async function browserPath(): Promise<string> {
  const found = [...INSTALLED, playwright.executablePath()].find((path) => existsSync(path));
  return found ?? (await chromium.executablePath());
}

// Windows of a headless Chromium, each with a profile of its own, that may not complain about anything.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const WITHIN_MS = 30_000;

/** `window(options)` opens one; its errors fail the test at its end. */
export async function startBrowser(t) {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  const complaints = [];
  t.after(() => browser.close());
  return {
    complaints,
    async window(url, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
      context.setDefaultTimeout(WITHIN_MS);
      context.on('page', (page) => listen(page, new URL(url).origin, (text) => complaints.push(text)));
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    quiet: () => assert.deepEqual(complaints, []),
  };
}

function listen(page, home, complain) {
  page.on('pageerror', (error) => complain(error.stack));
  page.on('console', (message) => { if (message.type() === 'error' && !expected(message)) complain(message.text()); });
  page.on('request', (request) => { if (new URL(request.url()).origin !== home) complain(`asked ${request.url()}`); });
}

// The driver's own probes are refused by the page's policy, and a killed server refuses connections.
const expected = (message) => /unsafe-eval|WebSocket connection to .* failed/.test(message.text());

function executable() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));
  if (!found) {
    throw new Error('No Chromium found. Type: sudo apt-get install --no-install-recommends chromium\n'
      + 'or point CHROMIUM at one, or leave the browser out with -Dparley.browser=false');
  }
  return found;
}

export const live = (page) => page.locator('#state[data-state=live]').waitFor();
export const person = (page, name, how = '') => page.locator(`.person${how}[data-user="${name}"]`);
export const said = (page, text) => page.locator('.event .said span', { hasText: text });
export const value = (page, text) => page.locator('button.value', { hasText: text });

/** Clicks a value of the tree and types another. */
export async function edit(page, from, to) {
  await value(page, from).first().click();
  await page.locator('.editor').fill(to);
  await page.keyboard.press('Enter');
}

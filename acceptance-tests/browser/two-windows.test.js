import { test } from 'node:test';
import { edit, live, person, said, startBrowser, value } from '../house/browser.js';
import { dataDirectory, startServer } from '../house/server.js';

test('two windows share typing, a document and events, through a kill and a restart', { timeout: 240_000 }, async (t) => {
  const data = dataDirectory(t);
  const server = await startServer(t, { data });
  const browser = await startBrowser(t);
  const room = `${server.url}?room=acceptance`;
  const [ana, ben] = [await browser.window(room), await browser.window(room)];
  await named(ana, 'Ana');
  await named(ben, 'Ben');
  await person(ana, 'Ben').waitFor();
  await person(ben, 'Ana').waitFor();
  await said(ana, 'Welcome.').waitFor();

  await t.test('each sees the other type, and stop by sending', async () => {
    await typesAndSends(ben, 'Ben', ana, 'Hello Ana');
    await typesAndSends(ana, 'Ana', ben, 'Hello Ben');
  });

  await t.test('each sees the other’s edit, in the author’s colour', async () => {
    await edit(ana, 'Autumn picnic', 'Winter walk');
    await ben.locator('.line.flash[data-by="Ana"]', { hasText: 'Winter walk' }).waitFor();
    await edit(ben, 'By the old mill', 'At the lake');
    await ana.locator('.line.flash[data-by="Ben"]', { hasText: 'At the lake' }).waitFor();
  });

  await server.killed();
  for (const window of [ana, ben]) await window.locator('#state:not([data-state=live])').waitFor();

  await t.test('what is written while the server is away is kept', async () => {
    await edit(ana, 'Winter walk', 'Spring walk');
    await ana.locator('#state-words', { hasText: '1 edit kept' }).waitFor();
    await ben.fill('#message', 'Written while you were away');
    await ben.press('#message', 'Enter');
    await ben.locator('#state-words', { hasText: '1 edit kept' }).waitFor();
  });

  await startServer(t, { data, port: server.port });

  await t.test('both come back, nothing is lost and nothing comes twice', async () => {
    for (const window of [ana, ben]) {
      await live(window);
      await window.locator('.divider.good', { hasText: 'Recovered' }).waitFor();
      await said(window, 'Written while you were away').waitFor();
      await value(window, 'Spring walk').waitFor();
      await value(window, 'At the lake').waitFor();
      for (const text of ['Welcome.', 'Hello Ana', 'Hello Ben', 'Written while']) await once(window, text);
    }
    await typesAndSends(ben, 'Ben', ana, 'After the restart');
  });

  await t.test('a window opened afterwards sees the same', async () => {
    const late = await browser.window(room);
    await value(late, 'Spring walk').waitFor();
    await value(late, 'At the lake').waitFor();
    for (const text of ['Welcome.', 'Hello Ana', 'Hello Ben', 'Written while', 'After the restart']) await once(late, text);
    await late.locator('.event.replayed').first().waitFor();
  });

  browser.quiet();
});

async function named(page, name) {
  await live(page);
  await page.fill('#my-name', name);
  await page.press('#my-name', 'Enter');
  await person(page, name).waitFor();
  await live(page);
  await value(page, 'Autumn picnic').waitFor();
}

async function typesAndSends(author, name, viewer, text) {
  await author.locator('#message').pressSequentially(text);
  await person(viewer, name, '.typing').waitFor();
  await author.press('#message', 'Enter');
  await said(viewer, text).waitFor();
  await person(viewer, name, ':not(.typing)').waitFor();
}

/** Exactly one event with that text: a locator refuses to wait for one of two. */
const once = (page, text) => said(page, text).waitFor();

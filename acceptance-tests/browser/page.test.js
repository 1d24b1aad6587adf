import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { edit, live, person, said, startBrowser, value } from '../house/browser.js';
import { startServer } from '../house/server.js';

const SHOTS = fileURLToPath(new URL('../target/screenshots/', import.meta.url));
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, colorScheme: 'dark' };

test('the page', { timeout: 240_000 }, async (t) => {
  mkdirSync(SHOTS, { recursive: true });
  const server = await startServer(t);
  const browser = await startBrowser(t);
  const room = `${server.url}?room=amber-fox`;
  const desk = await browser.window(room);
  await live(desk);
  const phone = await browser.window(room, PHONE);
  await live(phone);
  const [deskName, phoneName] = [await desk.inputValue('#my-name'), await phone.inputValue('#my-name')];

  await t.test('a new window finds a room that already lives', async () => {
    for (const window of [desk, phone]) {
      await said(window, 'Welcome.').waitFor();
      await value(window, 'Autumn picnic').waitFor();
    }
    assert.match(new URL((await browser.window(server.url)).url()).search, /^\?room=[a-z]+-[a-z]+$/);
  });

  await t.test('text from people is only ever text', async () => {
    const markup = '<img src=x onerror=alert(1)><b>bold</b>';
    await phone.fill('#message', markup);
    await phone.press('#message', 'Enter');
    await said(desk, markup).waitFor();
    await edit(phone, 'By the old mill', markup);
    await value(desk, markup).waitFor();
    assert.equal(await desk.locator('main img, main b b').count(), 0);
    await edit(phone, markup, 'At the lake');
    await value(desk, 'At the lake').waitFor();
  });

  await t.test('a colour taken by one is seen by the other', async () => {
    await phone.click('#colour-picker summary');
    const before = Number(await phone.locator('#me').getAttribute('data-colour'));
    const other = (before + 1) % 10;
    await phone.locator(`.swatch input[value="${other}"]`).check();
    await person(desk, phoneName, `[data-colour="${other}"]`).waitFor();
  });

  await t.test('it fits from a phone to a desk, and at 200 % zoom', async () => {
    await phone.locator('#message').pressSequentially('Shall I bring chairs?');
    await person(desk, phoneName, '.typing').waitFor();
    await desk.screenshot({ path: `${SHOTS}1280.png` });
    await phone.evaluate(() => scrollTo(0, 0));
    await phone.screenshot({ path: `${SHOTS}390-dark.png` });
    await phone.press('#message', 'Enter');
    for (const width of [390, 640, 900, 1280]) {
      await desk.setViewportSize({ width, height: 844 });
      const overflow = await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide at ${width} px`);
      if (width === 390) await desk.screenshot({ path: `${SHOTS}390.png`, fullPage: true });
    }
  });

  await t.test('the keyboard alone is enough', async () => {
    await desk.evaluate(() => document.activeElement.blur());
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Enter');
    await desk.keyboard.type('By keyboard');
    await desk.keyboard.press('Enter');
    await said(phone, 'By keyboard').waitFor();
    await value(desk, 'Autumn picnic').focus();
    await desk.keyboard.press('Enter');
    await desk.keyboard.type('Keyboard picnic');
    await desk.keyboard.press('Enter');
    await value(phone, 'Keyboard picnic').waitFor();
    assert.equal(await desk.evaluate(() => document.activeElement.textContent), 'Keyboard picnic', 'focus stays at the value');
  });

  await t.test('everything that can be pressed has a name', async () => {
    const nameless = await desk.evaluate(() => [...document.querySelectorAll('button, input, textarea, select, summary')]
      .filter((e) => !(e.getAttribute('aria-label') || e.labels?.[0]?.textContent.trim() || e.textContent.trim())).map((e) => e.outerHTML));
    assert.deepEqual(nameless, []);
  });

  await t.test('the text view edits the same document', async () => {
    await desk.click('#tab-text');
    const text = await desk.inputValue('#json');
    await desk.fill('#json', text.replace('"guests": 6', '"guests": 12'));
    await desk.press('#json', 'Control+Enter');
    await value(phone, '12').waitFor();
    await edit(phone, '12', '13');
    await desk.waitForFunction(() => document.getElementById('json').value.includes('"guests": 13'));
    await desk.click('#tab-tree');
  });

  await t.test('a reload keeps who one is and goes on editing', async () => {
    await phone.reload();
    await live(phone);
    assert.equal(await phone.inputValue('#my-name'), phoneName);
    await edit(phone, '13', '14');
    await value(desk, '14').waitFor();
  });

  await t.test('a copied tab is a device of its own, and the first one stays', async () => {
    const opened = desk.waitForEvent('popup');
    await desk.evaluate(() => { open(location.href); });
    const copy = await opened;
    await live(copy);
    assert.equal(await copy.inputValue('#my-name'), deskName);
    const device = (page) => page.evaluate(() => sessionStorage.getItem('parley.device'));
    assert.notEqual(await device(copy), await device(desk));
    await edit(copy, '14', '15');
    await value(desk, '15').waitFor();
    await copy.close();
    await live(desk);
  });

  await t.test('an own edit that was overtaken says so beside its place and hands the value back', async () => {
    await desk.click('#cut');
    await desk.locator('#state[data-state=cut]').waitFor();
    await edit(desk, 'Bake an apple cake', 'Bake two cakes');
    await phone.locator('[aria-label="Remove tasks"]').click();
    await phone.locator('[aria-label="Remove tasks"]').waitFor({ state: 'detached' });
    await desk.screenshot({ path: `${SHOTS}1280-cut.png` });
    await live(desk);
    const note = desk.locator('.note', { hasText: 'Bake two cakes' });
    await note.waitFor();
    assert.match(await note.textContent(), /somebody removed what it was in/);
    await desk.screenshot({ path: `${SHOTS}1280-note.png` });
  });

  await t.test('events are replayed from where one asks', async () => {
    await desk.locator('#from').fill('2');
    await said(desk, 'Welcome.').waitFor({ state: 'detached' });
    await desk.locator('.event.replayed').first().waitFor();
    await desk.fill('#last', '1');
    await desk.click('#show-last');
    await desk.waitForFunction(() => document.querySelectorAll('#feed .event').length === 1);
    await desk.fill('#pattern', 'rooms..bad');
    await desk.press('#pattern', 'Enter');
    await desk.locator('#feed-note', { hasText: 'Try rooms' }).waitFor();
  });

  await t.test('behind the scenes the frames pass', async () => {
    await desk.click('#drawer-toggle');
    await desk.selectOption('#feature', 'session');
    await desk.locator('#frames li', { hasText: 'session.patch' }).first().waitFor();
    assert.equal(await desk.locator('#frames li', { hasText: 'typing.state' }).count(), 0);
    assert.match(await desk.locator('#code').textContent(), /session\.edit/);
    await desk.screenshot({ path: `${SHOTS}1280-drawer.png` });
  });

  browser.quiet();
});

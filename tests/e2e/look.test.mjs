// Every page, in both languages, on a phone and on a desk: valid HTML, no axe finding (WCAG 2.2 AA; contrast in the dark
// too), nothing to scroll sideways, no complaint in the console, nothing asked of another site. The pictures are left in
// shots/, to be looked at by a person.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { begin, visitor } from './browser.mjs';
import { people } from './people.mjs';
import { pages } from './pages.mjs';

const HERE = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const SHOTS = join(HERE, 'shots');
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const REFUSALS = { 409: /code-used/, 403: /stale-form|not-yours/, 404: /not-found|over/, 422: /wrong/, 429: /too-many/, 401: /sign-in-wrong/ };
const SIZES = [[360, 740], [1280, 800]];
const BETWEEN = [320, 640, 700, 800, 961, 1024]; // nothing to scroll sideways there either

// htmlvalidate.json, beyond what stack.md 10 switches off: the box of errors, an h2, stands above the h1 as in GOV.UK's pages;
// a title has the names of people and houses in it, and they are as long as they are; every button here sends its form.
const validator = new HtmlValidate(new FileSystemConfigLoader(JSON.parse(await readFile(join(HERE, 'htmlvalidate.json'), 'utf8'))));

async function axe(page, options) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(`${AXE}; 0`); // not a tag: the page's own CSP stays in force
  const { violations } = await page.evaluate((o) => window.axe.run(document, o), options);
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary.replace(/\s+/g, ' ')}`));
}

async function htmlFaults(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}

// What stands out to the right of the window, if the page can be scrolled there.
const wide = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth <= clientWidth ? [] : [`${scrollWidth} in ${clientWidth}`, ...[...document.querySelectorAll('main *')]
    .filter((e) => e.scrollWidth > e.clientWidth || e.getBoundingClientRect().right > clientWidth)
    .map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`)];
});

async function looked(page, name, lang) {
  const faults = await htmlFaults(await page.answered.text());
  const answered = page.answered.status();
  if (answered !== 200 && !(answered in REFUSALS && REFUSALS[answered].test(name))) faults.push(`answers ${answered}`);
  if (await page.locator('html').getAttribute('lang') !== lang) faults.push(`lang is not ${lang}`);
  if (await page.locator('h1').count() !== 1) faults.push('not one h1');
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    faults.push(...(await wide(page)).map((w) => `too wide at ${width}: ${w}`));
    faults.push(...(await axe(page, { runOnly: WCAG })).map((f) => `${width}: ${f}`));
    await page.screenshot({ path: join(SHOTS, `${name}.${lang}.${width}.png`), fullPage: true });
  }
  for (const width of BETWEEN) {
    await page.setViewportSize({ width, height: 700 });
    faults.push(...(await wide(page)).map((w) => `too wide at ${width}: ${w}`));
  }
  await page.setViewportSize({ width: 360, height: 740 });
  if (lang === 'en') faults.push(...await inTheDark(page));
  return faults;
}

async function inTheDark(page) {
  await page.emulateMedia({ colorScheme: 'dark' });
  const faults = await axe(page, { runOnly: { type: 'rule', values: ['color-contrast'] } });
  await page.emulateMedia({ colorScheme: 'light' });
  return faults.map((f) => `dark: ${f}`);
}

let s, world;
const visitors = {};

async function as(who, lang) {
  const key = `${who}.${lang}`;
  if (visitors[key]) return visitors[key];
  const v = await visitor(world[who]?.s ?? s, { lang });
  if (world[who]) await v.signIn(world[who].phone, world[who].password);
  await v.go(`/?lang=${lang}`);
  return (visitors[key] = v);
}

before(async () => {
  await rm(SHOTS, { recursive: true, force: true });
  await mkdir(SHOTS);
  s = await begin({ RENTEASE_CHANGE_DELAY_S: '86400', RENTEASE_STK_EXPIRY_S: '25', RENTEASE_PROMPT_GAP_S: '3', RENTEASE_RECONCILE_S: '86400',
    DARAJA_EXTRAS: 'ratiba tax billmanager express simswap' });
  world = await people(s);
});
after(async () => { await s?.end(); });

describe('every page', { concurrency: 3 }, () => {
  for (const [who, list] of Object.entries(pages)) {
    describe(who, { concurrency: false }, () => {
      for (const [name, open] of Object.entries(list)) {
        test(name, async () => {
          for (const lang of ['en', 'sw']) {
            const v = await as(who, lang);
            if (typeof open === 'function') await open(v, world);
            else await v.go(open);
            assert.deepEqual(await looked(v.page, `${who}-${name}`, lang), []);
          }
        });
      }

      test('nothing to complain of in the console, no failed request and none to another site', async () => {
        for (const lang of ['en', 'sw']) await (await as(who, lang)).close();
      });
    });
  }
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Browser } from './browser.mjs';

const [base, folder, runs] = process.argv.slice(2);
const patience = 60_000;

/** Scripts that index.html names, and what they import statically. */
function initialScripts() {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(path.join(folder, name), 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["'`](\.\/[^"'`]+\.js)["'`]/g)) visit(path.posix.join(path.posix.dirname(name), imported));
  };
  for (const [, name] of readFileSync(path.join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)) visit(name);
  return [...found];
}

/** Runs in the page before anything else. */
function watch() {
  window.measured = { shift: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((each) => each.hadRecentInput || (window.measured.shift += each.value))).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-product]')) return;
    observer.disconnect();
    // When the frame that shows it has been handed over, and the browser says that it has painted something.
    requestAnimationFrame(() => requestAnimationFrame(() => (window.measured.drawn = performance.now())));
  }).observe(document, { childList: true, subtree: true });
}

/** Null until products are on screen. */
function read() {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  if (!window.measured.drawn || !paint) return null;
  const requests = performance.getEntriesByType('resource');
  const first = (pattern) => requests.find((each) => pattern.test(each.name));
  const question = first(/\/api\/v1\/(products|search)/);
  const script = first(/\/assets\/index-.*\.js/);
  return {
    paint: paint.startTime,
    list: Math.max(window.measured.drawn, paint.startTime),
    shift: window.measured.shift,
    asked: question.startTime,
    scriptHere: script.responseEnd,
  };
}

async function visit(browser, address, network) {
  const { browserContextId } = await browser.send('Target.createBrowserContext');
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId, width: 1280, height: 900 });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method, params) => browser.send(method, params, sessionId);
  await call('Page.enable');
  await call('Network.enable');
  if (network) await call('Network.emulateNetworkConditions', { offline: false, ...network });
  await call('Page.addScriptToEvaluateOnNewDocument', { source: `(${watch})()` });
  const loaded = browser.next('Page.loadEventFired', sessionId);
  await call('Page.navigate', { url: address });
  await loaded;
  const look = `const look = () => { const seen = (${read})(); if (seen || performance.now() > ${patience}) go(seen ? JSON.stringify(seen) : ''); else setTimeout(look, 20); }; look();`;
  const { result } = await call('Runtime.evaluate', { expression: `new Promise((go) => { ${look} })`, awaitPromise: true });
  if (!result.value) throw new Error(`${address} showed no product within ${patience / 1000} s. Does the gateway answer?`);
  await browser.send('Target.disposeBrowserContext', { browserContextId });
  return JSON.parse(result.value);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (values) => `${Math.round(median(values))} ms`;

const scripts = initialScripts().map((name) => readFileSync(path.join(folder, name)));
const total = (compress) => (scripts.reduce((sum, text) => sum + compress(text).length, 0) / 1024).toFixed(1);
console.log(`Initial script: ${total((text) => gzipSync(text, { level: 9 }))} KB gzip, ${total(brotliCompressSync)} KB brotli; allowed are 90 KB.\n`);

const networks = { 'this machine': undefined, '9 Mbit/s, 60 ms away': { latency: 60, downloadThroughput: 9e6 / 8, uploadThroughput: 3e6 / 8 } };
const pages = { home: '/', category: '/c/laptops', search: `/search?q=${encodeURIComponent('무선 이어폰')}` };
console.log('| page | network | first paint | products on screen | products asked for | script here | layout shift |');
console.log('|---|---|---|---|---|---|---|');
const browser = new Browser();
try {
  await visit(browser, base + '/', undefined);
  for (const [network, conditions] of Object.entries(networks)) {
    for (const [page, address] of Object.entries(pages)) {
      const seen = [];
      for (let run = 0; run < Number(runs); run++) seen.push(await visit(browser, base + address, conditions));
      const of = (name) => seen.map((each) => each[name]);
      console.log(`| ${page} | ${network} | ${ms(of('paint'))} | ${ms(of('list'))} | ${ms(of('asked'))} | ${ms(of('scriptHere'))} | ${Math.max(...of('shift')).toFixed(3)} |`);
    }
  }
} finally {
  await browser.close();
}
console.log(`\nMedians of ${runs} visits, each with an empty cache; the preview server does not compress. The products are asked for before the script has come: nothing waits for anything.`);

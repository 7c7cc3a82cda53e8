import { Browser } from '../Storefront/browser.mjs';
import { Dashboard } from './dashboard.mjs';
import { Tab } from './page.mjs';

const [program, runs] = process.argv.slice(2);
const sum = (values) => values.reduce((total, each) => total + each, 0);
const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const longest = (values) => Math.max(...values);
const ms = (value) => `${Math.round(value)} ms`;
const wall = (tasks) => tasks.map((each) => each.wall);
const cpu = (tasks) => tasks.map((each) => each.cpu);
/** "60 ms (7 ms)": end to end, and of the processor alone. */
const task = (tasks) => `${ms(longest(wall(tasks)))} (${ms(longest(cpu(tasks)))})`;
const over = (values, limit) => values.filter((each) => each > limit).length;

const dashboard = await Dashboard.start(program);
const browser = new Browser();
const settled = 2000;

async function within(options, work) {
  const tab = await Tab.open(browser, options);
  try {
    return await work(tab);
  } finally {
    await tab.close();
  }
}

/** Medians of several visits, and the worst layout shift. */
async function load(path, rows = true) {
  const drawn = [];
  const shifts = [];
  for (let run = 0; run < Number(runs); run++) {
    await within({ rows }, async (tab) => {
      drawn.push(await tab.visit(dashboard.url + path));
      await tab.pause(settled);
      shifts.push(await tab.shift());
    });
  }
  return { drawn: median(drawn), shift: longest(shifts) };
}

const lists = [
  ['resources, 200', '/resources'],
  ['structured logs, 10,000', '/logs'],
  ['a trace of 10,000 spans', `/traces/${dashboard.trace}`],
];

async function pages() {
  // The browser's first page of all is its start, too.
  await within({ rows: false }, (tab) => tab.visit(`${dashboard.url}/settings`));
  const empty = await load('/settings', false);
  const still = await within({ rows: false }, async (tab) => {
    await tab.visit(`${dashboard.url}/settings`);
    await tab.pause(settled);
    return tab.observe(() => tab.pause(5000));
  });
  console.log('| page | on screen | over an empty page | scrolled through | longest frame | frames over 50 ms | longest task (its CPU) | tasks over 50 ms of CPU | layout shift |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  console.log(`| settings: the same application, no rows | ${ms(empty.drawn)} | | nothing moves for 5 s | ${ms(longest(still.frames))} | ${over(still.frames, 50)} of ${still.frames.length} | ${task(still.tasks)} | ${over(cpu(still.tasks), 50)} | ${empty.shift.toFixed(3)} |`);
  for (const [name, path] of lists) {
    const { drawn, shift } = await load(path);
    const { result, tasks } = await within({}, async (tab) => {
      await tab.visit(dashboard.url + path);
      await tab.pause(settled);
      return tab.observe(() => tab.scroll(800));
    });
    console.log(
      `| ${name} | ${ms(drawn)} | ${ms(drawn - empty.drawn)} | ${result.rows.toLocaleString('en')} rows in ${(result.took / 1000).toFixed(1)} s | ${ms(longest(result.frames))} | ${over(result.frames, 50)} of ${result.frames.length} | ${task(tasks)} | ${over(cpu(tasks), 50)} | ${shift.toFixed(3)} |`,
    );
  }
}

async function updates() {
  const times = 20;
  await within({}, async (tab) => {
    await tab.visit(`${dashboard.url}/resources`);
    await tab.pause(settled);
    const idle = await tab.observe(() => tab.pause(times * 500));
    const busy = await tab.observe(async () => {
      for (let time = 0; time < times; time++) {
        await dashboard.order('change');
        await tab.pause(500);
      }
    });
    const each = (sum(cpu(busy.tasks)) - sum(cpu(idle.tasks))) / times;
    console.log('\n| all of 200 resources change, twice a second | CPU of the main thread, an update | longest task (its CPU) | longest frame |');
    console.log('|---|---|---|---|');
    console.log(`| this table | ${ms(each)} | ${task(busy.tasks)} | ${ms(longest(busy.frames))} |`);
    console.log(`| this table while nothing changes | | ${task(idle.tasks)} | ${ms(longest(idle.frames))} |`);
    console.log("| Fluent UI's DataGrid, the issue's figure (not measured here) | 200 ms | | |");
  });
}

async function console_() {
  await within({}, async (tab) => {
    await dashboard.order('write');
    await tab.visit(`${dashboard.url}/console?resource=${dashboard.writer}`);
    await tab.pause(settled);
    const seconds = 5;
    const { frames, tasks } = await tab.observe(() => tab.pause(seconds * 1000));
    const written = await dashboard.order('quiet');
    await tab.pause(settled);
    const rows = await tab.texts();
    const kept = rows.map((text) => Number(/#(\d+)/.exec(text)?.[1])).filter((each) => !Number.isNaN(each));
    kept.sort((a, b) => a - b);
    const said = sum(rows.filter((text) => /lines skipped|no longer kept/.test(text)).map((text) => Number((/[\d,]+/.exec(text)?.[0] ?? '0').replaceAll(',', ''))));
    const given = await tab.lines();
    const count = (value) => value.toLocaleString('en');
    const missing = (lines) => lines.at(-1) - lines[0] + 1 - new Set(lines).size;
    const shift = await tab.shift();
    console.log('\n| console at 10,000 lines a second, for 5 s | |');
    console.log('|---|---|');
    console.log(`| longest frame | ${ms(longest(frames))}; ${over(frames, 50)} of ${frames.length} over 50 ms |`);
    console.log(`| longest task of the main thread (its CPU) | ${task(tasks)}; busy ${Math.round(sum(cpu(tasks)) / seconds / 10)} % of the time |`);
    console.log(`| lines read by the page since it opened | ${count(given.length)}, ${count(missing(given))} skipped; to the newest: ${given.at(-1) === written ? 'yes' : 'no'} |`);
    console.log(`| the ${count(kept.length)} that it still shows | ${count(said)} skipped between them as it says, ${count(missing(kept))} in truth |`);
    console.log(`| layout shift | ${shift.toFixed(3)} |`);
  });
}

async function shifts() {
  const found = [];
  for (const path of ['/', '/resources?view=graph', '/console', '/traces', '/metrics', '/inspector', '/objectives', '/explorers', '/runs']) {
    await within({ rows: false }, async (tab) => {
      await tab.visit(dashboard.url + path);
      await tab.pause(settled);
      found.push(`\`${path}\` ${(await tab.shift()).toFixed(3)}`);
    });
  }
  console.log(`\nLayout shift of the other pages: ${found.join(', ')}; allowed is 0.05.`);
}

try {
  console.log(`Initial JavaScript: ${(await dashboard.initialScript('gzip')).toFixed(1)} KB gzip, ${(await dashboard.initialScript('br')).toFixed(1)} KB brotli; allowed are 200 KB.\n`);
  await pages();
  await updates();
  await console_();
  await shifts();
  console.log(`\nOn screen: medians of ${runs} visits with an empty cache. A frame is the time between two of the page's animation frames, 17 ms at best; what the dashboard and the browser's other processes take of the same cores is in it. A task is the main thread's: from end to end, and without the time that others had the core.`);
} finally {
  await browser.close();
  await dashboard.close();
}

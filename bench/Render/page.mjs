// One tab with an empty cache, what it measures of itself, and the browser's own account of its main thread.

/** Runs in the page before anything else. Rows are those of the virtual table; a page without any counts as shown once it has its heading. */
function watch(rows) {
  const measured = (window.measured = { shift: 0, gaps: [], drawn: 0 });
  new PerformanceObserver((list) => list.getEntries().forEach((each) => each.hadRecentInput || (measured.shift += each.value))).observe({ type: 'layout-shift', buffered: true });
  const wanted = rows ? '[role=rowgroup] [role=row]' : 'main h1, #main h1';
  new MutationObserver((_, observer) => {
    if (!document.querySelector(wanted)) return;
    observer.disconnect();
    // When the frame that shows it has been handed over.
    requestAnimationFrame(() => requestAnimationFrame(() => (measured.drawn = performance.now())));
  }).observe(document, { childList: true, subtree: true });
  // What the console is answered, read only when all is over.
  measured.answers = [];
  const ask = window.fetch;
  window.fetch = async (...question) => {
    const answer = await ask(...question);
    if (/\/console/.test(answer.url)) measured.answers.push(answer.clone());
    return answer;
  };
  measured.frames = () => {
    const seen = [];
    let last;
    let on = true;
    const frame = (now) => {
      if (last !== undefined) seen.push(now - last);
      last = now;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return () => ((on = false), seen);
  };
}

/** From the first row to the last; what is fetched on the way is waited for. */
function scroll(step) {
  const scroller = document.querySelector('[role=rowgroup]').parentElement;
  scroller.scrollTop = 0;
  return new Promise((done) => {
    const began = performance.now();
    const end = window.measured.frames();
    let still = 0;
    let reached = began;
    const move = () => {
      const before = scroller.scrollTop;
      scroller.scrollTop = before + step;
      if (scroller.scrollTop > before) {
        still = 0;
        reached = performance.now();
      } else still++;
      if (still < 60) requestAnimationFrame(move);
      else done({ frames: end(), took: reached - began, rows: Number(scroller.getAttribute('aria-rowcount')) - 1 });
    };
    requestAnimationFrame(move);
  });
}

/** The numbers of all lines that the page was given, in order. */
async function lines() {
  const found = new Set();
  for (const answer of window.measured.answers) for (const item of (await answer.json()).items) found.add(item.line);
  return [...found].sort((a, b) => a - b);
}

/** Every row's text from the first to the last, each once. */
function texts() {
  const scroller = document.querySelector('[role=rowgroup]').parentElement;
  scroller.scrollTop = 0;
  const seen = new Map();
  return new Promise((done) => {
    let still = 0;
    const move = () => {
      for (const row of scroller.querySelectorAll('[role=rowgroup] [role=row]')) seen.set(row.getAttribute('aria-rowindex'), row.textContent);
      const before = scroller.scrollTop;
      scroller.scrollTop = before + scroller.clientHeight / 2;
      still = scroller.scrollTop > before ? 0 : still + 1;
      if (still < 5) requestAnimationFrame(move);
      else done([...seen.values()]);
    };
    requestAnimationFrame(move);
  });
}

export class Tab {
  static async open(browser, { rows = true } = {}) {
    const { browserContextId } = await browser.send('Target.createBrowserContext');
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId, width: 1440, height: 900 });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab(browser, browserContextId, sessionId);
    await tab.call('Page.enable');
    await tab.call('Page.addScriptToEvaluateOnNewDocument', { source: `(${watch})(${rows})` });
    return tab;
  }

  constructor(browser, context, session) {
    Object.assign(this, { browser, context, session });
  }

  call(method, params) {
    return this.browser.send(method, params, this.session);
  }

  async run(expression) {
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Milliseconds from navigation to rows on screen. */
  async visit(address) {
    await this.call('Page.navigate', { url: address });
    const look = 'const look = () => { if (window.measured?.drawn || performance.now() > 60000) go(window.measured.drawn); else setTimeout(look, 20); }; look();';
    const drawn = await this.run(`new Promise((go) => { ${look} })`);
    if (!drawn) throw new Error(`${address} showed nothing within 60 s.`);
    return drawn;
  }

  pause(milliseconds) {
    return this.run(`new Promise((go) => setTimeout(go, ${milliseconds}))`);
  }

  shift() {
    return this.run('window.measured.shift');
  }

  scroll(step) {
    return this.run(`(${scroll})(${step})`);
  }

  lines() {
    return this.run(`(${lines})()`);
  }

  texts() {
    return this.run(`(${texts})()`);
  }

  /** What the work does to frames and to the main thread: milliseconds of each frame, and of each task from end to end and of the processor. */
  async observe(work) {
    await this.browser.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] } });
    await this.run('window.endOfFrames = window.measured.frames(); 0');
    const result = await work();
    const frames = await this.run('window.endOfFrames()');
    const complete = this.browser.next('Tracing.tracingComplete', undefined);
    await this.browser.send('Tracing.end');
    const { stream } = await complete;
    let text = '';
    for (let part = { eof: false }; !part.eof; text += part.base64Encoded ? Buffer.from(part.data, 'base64') : part.data) part = await this.browser.send('IO.read', { handle: stream, size: 1 << 20 });
    await this.browser.send('IO.close', { handle: stream });
    return { result, frames, tasks: tasksOf(JSON.parse(text).traceEvents) };
  }

  close() {
    return this.browser.send('Target.disposeBrowserContext', { browserContextId: this.context });
  }
}

/** Each task of the busiest renderer's main thread: the page's. */
function tasksOf(events) {
  const mains = new Set(events.filter((each) => each.name === 'thread_name' && each.args.name === 'CrRendererMain').map((each) => `${each.pid} ${each.tid}`));
  const found = new Map();
  for (const each of events) {
    const key = `${each.pid} ${each.tid}`;
    if (each.ph !== 'X' || each.name !== 'RunTask' || !mains.has(key)) continue;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push({ wall: each.dur / 1000, cpu: (each.tdur ?? each.dur) / 1000 });
  }
  const sum = (list) => list.reduce((total, each) => total + each.wall, 0);
  const [tasks] = [...found.values()].sort((a, b) => sum(b) - sum(a));
  if (!tasks) throw new Error('The trace has no task of a page.');
  return tasks;
}

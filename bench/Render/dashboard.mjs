import { spawn } from 'node:child_process';
import http from 'node:http';
import { createInterface } from 'node:readline';

/** The dashboard of TelemetryBench's `render`, told what to do line by line. */
export class Dashboard {
  static async start(program) {
    const child = spawn('dotnet', [program, 'render'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) throw new Error(`The dashboard did not start: dotnet ${program} render`);
    const [url, trace, writer] = first.value.split(' ');
    return Object.assign(new Dashboard(), { child, lines, url: url.replace(/\/$/, ''), trace, writer });
  }

  /** Answers with how many lines were written so far. */
  async order(text) {
    this.child.stdin.write(`${text}\n`);
    return Number((await this.lines.next()).value);
  }

  async close() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await ended;
  }

  /** Kilobytes of the scripts that the page names, as they come over the wire. */
  async initialScript(coding) {
    const page = (await this.#fetch('/', 'identity')).toString();
    const names = new Set([...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, name]) => name));
    let bytes = 0;
    for (const name of names) bytes += (await this.#fetch(name, coding)).length;
    return bytes / 1024;
  }

  #fetch(path, coding) {
    return new Promise((resolve, reject) =>
      http
        .get(this.url + path, { headers: { 'accept-encoding': coding } }, (response) => {
          const parts = [];
          response.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
        })
        .on('error', reject),
    );
  }
}

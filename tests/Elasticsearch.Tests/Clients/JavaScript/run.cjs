// Runs one part of one of the scripts beside this with Elastic's own client: node run.cjs SCRIPT PART. Fails with what was expected.
const assert = require('node:assert/strict');
const { Client, errors } = require('@elastic/elasticsearch');

const node = process.env.ES_NODE;
const auth = { username: 'elastic', password: process.env.ES_PASSWORD };
const connect = (options = {}) => new Client({ node, auth, ...options });
const client = connect();

// Fails unless Elasticsearch refuses in this way; the error as the client typed it.
async function refused(promise, status, type, reason) {
  const error = await promise.then(
    (answer) => assert.fail(`expected ${status} ${type}, was answered ${JSON.stringify(answer)}`),
    (error) => error,
  );
  if (!(error instanceof errors.ResponseError)) throw error;
  const told = JSON.stringify(error.body);
  assert.equal(error.statusCode, status, told);
  if (type) {
    const cause = error.body.error.type === 'search_phase_execution_exception' ? error.body.error.root_cause[0] : error.body.error;
    assert.equal(cause.type, type, told);
    assert.ok(error.body.error.root_cause.length > 0, told);
    assert.equal(error.body.status, status, told);
    if (reason) assert.match(cause.reason, reason);
  }
  return error;
}

// Without a client in between.
const raw = (path, options = {}) =>
  fetch(new URL(path, node), {
    ...options,
    headers: { authorization: 'Basic ' + Buffer.from(`${auth.username}:${auth.password}`).toString('base64'), ...options.headers },
  });

const ids = (answer) => answer.hits.hits.map((hit) => hit._id);
const sorted = (list) => [...list].sort();

const [script, part] = process.argv.slice(2);
const parts = require(`./${script}.cjs`)({ assert, client, connect, errors, refused, raw, ids, sorted, node, auth });
parts[part]().then(
  () => client.close().then(() => console.log(`all well: ${script} ${part}`)),
  (error) => {
    console.error(error.stack, error.meta ? JSON.stringify(error.meta.body) : '');
    process.exit(1);
  },
);

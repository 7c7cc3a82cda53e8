// What MinIO's client does in an application's day; fails loudly at the first thing that is not as it should be.
const assert = require('node:assert');
const crypto = require('node:crypto');
const Minio = require('minio');

const client = new Minio.Client({
  endPoint: '127.0.0.1',
  port: Number(process.env.S3_PORT),
  useSSL: false,
  accessKey: process.env.S3_ACCESS,
  secretKey: process.env.S3_SECRET,
});
const bucket = 'from-javascript';

async function bytes(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function all(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function main() {
  await client.makeBucket(bucket, 'us-east-1');
  assert.ok(await client.bucketExists(bucket));
  assert.ok(!(await client.bucketExists('no-such-bucket')));
  assert.ok((await client.listBuckets()).some((found) => found.name === bucket));

  const small = Buffer.from('small');
  await client.putObject(bucket, 'folder/small ü+.txt', small, small.length, { 'Content-Type': 'text/plain', 'X-Amz-Meta-Colour': 'blue' });
  assert.deepStrictEqual(await bytes(await client.getObject(bucket, 'folder/small ü+.txt')), small);
  const stat = await client.statObject(bucket, 'folder/small ü+.txt');
  assert.strictEqual(stat.size, 5);
  assert.strictEqual(stat.metaData.colour, 'blue');
  assert.strictEqual(stat.etag, crypto.createHash('md5').update(small).digest('hex'));
  assert.strictEqual((await bytes(await client.getPartialObject(bucket, 'folder/small ü+.txt', 1, 3))).toString(), 'mal');

  const large = crypto.randomBytes(70 * 1024 * 1024);
  await client.putObject(bucket, 'large', require('node:stream').Readable.from([large.subarray(0, 1000), large.subarray(1000)]));
  assert.ok((await bytes(await client.getObject(bucket, 'large'))).equals(large));

  const conditions = new Minio.CopyConditions();
  await client.copyObject(bucket, 'copy', `/${bucket}/folder/small ü+.txt`, conditions);
  assert.deepStrictEqual(await bytes(await client.getObject(bucket, 'copy')), small);

  const names = (await all(client.listObjectsV2(bucket, '', false))).map((item) => item.name ?? item.prefix);
  assert.deepStrictEqual(names.sort(), ['copy', 'folder/', 'large']);
  assert.strictEqual((await all(client.listObjects(bucket, 'folder/', true))).length, 1);
  assert.strictEqual((await all(client.listIncompleteUploads(bucket, '', true))).length, 0);

  await client.setObjectTagging(bucket, 'copy', { a: 'b' });
  assert.strictEqual((await client.getObjectTagging(bucket, 'copy'))[0].Value, 'b');
  await client.removeObjectTagging(bucket, 'copy');
  await client.setBucketPolicy(bucket, JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${bucket}/*`] }],
  }));
  assert.ok((await client.getBucketPolicy(bucket)).includes('s3:GetObject'));
  assert.strictEqual(await (await fetch(`http://127.0.0.1:${process.env.S3_PORT}/${bucket}/copy`)).text(), 'small');
  await client.setBucketVersioning(bucket, { Status: 'Enabled' });
  assert.strictEqual((await client.getBucketVersioning(bucket)).Status, 'Enabled');
  await client.setBucketVersioning(bucket, { Status: 'Suspended' });

  const putUrl = await client.presignedPutObject(bucket, 'presigned', 60);
  assert.strictEqual((await fetch(putUrl, { method: 'PUT', body: 'by url' })).status, 200);
  assert.strictEqual(await (await fetch(await client.presignedGetObject(bucket, 'presigned', 60))).text(), 'by url');

  const policy = client.newPostPolicy();
  policy.setBucket(bucket);
  policy.setKeyStartsWith('form/');
  policy.setExpires(new Date(Date.now() + 60_000));
  policy.setContentLengthRange(1, 100);
  const { postURL, formData } = await client.presignedPostPolicy(policy);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...formData, key: 'form/${filename}' })) form.append(name, value);
  form.append('file', new Blob(['by form']), 'page.txt');
  const posted = await fetch(postURL, { method: 'POST', body: form });
  assert.strictEqual(posted.status, 204, await posted.text());
  assert.strictEqual((await bytes(await client.getObject(bucket, 'form/page.txt'))).toString(), 'by form');

  const wrong = new Minio.Client({ endPoint: '127.0.0.1', port: Number(process.env.S3_PORT), useSSL: false, accessKey: process.env.S3_ACCESS, secretKey: 'guess' });
  await assert.rejects(wrong.listBuckets(), (error) => error.code === 'SignatureDoesNotMatch');
  await assert.rejects(client.getObject(bucket, 'nothing'), (error) => error.code === 'NoSuchKey');

  const left = (await all(client.listObjectsV2(bucket, '', true))).map((item) => item.name);
  await client.removeObjects(bucket, left);
  for (const item of await all(client.listObjects(bucket, '', true, { IncludeVersion: true })))
    await client.removeObject(bucket, item.name, { versionId: item.versionId });
  await client.removeBucket(bucket);
  console.log('all well');
  // The client keeps connections open that nobody will use again.
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

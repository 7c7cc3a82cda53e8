// What AWS's own SDK makes of the queue: prints one line of JSON. Arguments: endpoint.
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');
const { SQSClient, ...sqs } = require('@aws-sdk/client-sqs');
const endpoint = process.argv[2];
const client = new SQSClient({ endpoint, region: 'ap-northeast-2', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const send = (name, input) => client.send(new sqs[name + 'Command'](input));

const { QueueUrl } = await send('CreateQueue', { QueueName: 'sdk', Attributes: { VisibilityTimeout: '30' } });
const found = await send('GetQueueUrl', { QueueName: 'sdk' });
// The SDK checks the digests itself and throws when one is wrong.
await send('SendMessage', { QueueUrl, MessageBody: '한글 <&> "', MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } });
await send('SendMessageBatch', { QueueUrl, Entries: [{ Id: '1', MessageBody: 'b1' }, { Id: '2', MessageBody: 'b2' }] });
const received = [];
while (received.length < 3) {
  const { Messages } = await send('ReceiveMessage', {
    QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5, MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'],
  });
  received.push(...Messages);
}
await send('ChangeMessageVisibility', { QueueUrl, ReceiptHandle: received[0].ReceiptHandle, VisibilityTimeout: 60 });
await send('DeleteMessage', { QueueUrl, ReceiptHandle: received[0].ReceiptHandle });
const batch = await send('DeleteMessageBatch', {
  QueueUrl, Entries: received.slice(1).map((m, i) => ({ Id: String(i), ReceiptHandle: m.ReceiptHandle })),
});
const { Attributes } = await send('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
const queues = await send('ListQueues', {});
await send('PurgeQueue', { QueueUrl });
let error;
try { await send('SendMessage', { QueueUrl: endpoint + '/000000000000/none', MessageBody: 'x' }); } catch (e) { error = e.name; }
console.log(JSON.stringify({
  same: found.QueueUrl === QueueUrl,
  bodies: received.map(m => m.Body),
  kind: received[0].MessageAttributes.kind.StringValue,
  deleted: batch.Successful.length,
  left: Attributes.ApproximateNumberOfMessages + '+' + Attributes.ApproximateNumberOfMessagesNotVisible,
  queues: queues.QueueUrls.length,
  error,
}));

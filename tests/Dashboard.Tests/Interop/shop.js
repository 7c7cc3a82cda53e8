// Sends what ShopTelemetry expects through JavaScript's OpenTelemetry SDK. Arguments: where its packages are, and which exporters (proto, http, grpc);
// address, key and compression come from the environment, as users set them.
const [home, protocol] = process.argv.slice(2);
const load = require('node:module').createRequire(home + '/package.json');
const { trace, context, SpanKind, SpanStatusCode } = load('@opentelemetry/api');
const { resourceFromAttributes } = load('@opentelemetry/resources');
const { NodeTracerProvider, BatchSpanProcessor } = load('@opentelemetry/sdk-trace-node');
const { LoggerProvider, BatchLogRecordProcessor } = load('@opentelemetry/sdk-logs');
const { MeterProvider, PeriodicExportingMetricReader, AggregationType } = load('@opentelemetry/sdk-metrics');
const { OTLPTraceExporter } = load(`@opentelemetry/exporter-trace-otlp-${protocol}`);
const { OTLPLogExporter } = load(`@opentelemetry/exporter-logs-otlp-${protocol}`);
const { OTLPMetricExporter } = load(`@opentelemetry/exporter-metrics-otlp-${protocol}`);

const resource = resourceFromAttributes({ 'service.name': 'interop-shop', 'service.instance.id': 'js' });
const tracers = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
tracers.register();
const processor = new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() });
const loggers = new LoggerProvider({ resource, processors: [processor] });
const meters = new MeterProvider({
  resource,
  readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })],
  views: [{ instrumentName: 'took', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
});

async function main() {
  const tracer = trace.getTracer('shop');
  const server = tracer.startSpan('POST /orders', {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': 'POST', 'http.route': '/orders', 'http.response.status_code': 500 },
  });
  const within = trace.setSpan(context.active(), server);
  const client = tracer.startSpan(
    'confirm 결제',
    {
      kind: SpanKind.CLIENT,
      attributes: { 'server.address': 'pg', 'server.port': 8081, amount: 4500000000, ratio: 0.25, retried: true, tags: ['a', 'b'] },
    },
    within,
  );
  client.addEvent('declined', { code: '51' });
  client.setStatus({ code: SpanStatusCode.ERROR, message: 'declined' });
  client.end();
  loggers.getLogger('shop').emit({
    severityNumber: 17,
    severityText: 'Error',
    body: 'The order o-1 failed',
    attributes: { order: 'o-1' },
    context: within,
  });
  server.end();
  const meter = meters.getMeter('shop');
  meter.createCounter('orders', { unit: '{order}' }).add(3, { channel: 'web' });
  meter.createHistogram('took', { unit: 'ms' }).record(12.5);
  await tracers.forceFlush();
  await loggers.forceFlush();
  await meters.forceFlush();
  await Promise.all([tracers.shutdown(), loggers.shutdown(), meters.shutdown()]);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

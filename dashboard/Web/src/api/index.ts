export { ApiError, get, post, put, remove, send, download, saveAs } from './client';
export { useQuery, type Query } from './useQuery';
export { onTick, connection, reconnects, type TopicName } from './live';
export { Ago, type QueryParameters, type QueryValue } from './parameters';
export type { Page } from './page';

import { begin } from './http';

export interface Upload {
  done: Promise<string>;
  stop: () => void;
}

/** The file's id is the UUID in its key. */
export const idOfKey = (key: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(key)?.[0] ?? '';

/** Sends a file; fetch cannot tell how much has left, so XMLHttpRequest does. The promise gives the file's id. */
export function upload(file: File, progress: (share: number) => void): Upload {
  const path = '/api/v1/files/uploadfile';
  const request = new XMLHttpRequest();
  const span = begin('POST', path);
  span.attributes['app.file.size'] = file.size;
  const done = new Promise<string>((resolve, reject) => {
    const fail = (reason: string) => {
      span.end(reason);
      reject(new Error(reason));
    };
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      span.attributes['http.response.status_code'] = request.status;
      const answer = (request.response ?? {}) as { s3_key?: string; detail?: string; title?: string };
      if (request.status >= 300 || !answer.s3_key) return fail(answer.detail ?? answer.title ?? String(request.status));
      span.end();
      resolve(idOfKey(answer.s3_key));
    };
    request.onerror = () => fail('unreachable');
    request.onabort = () => fail('stopped');
  });
  request.open('POST', path);
  request.responseType = 'json';
  request.setRequestHeader('traceparent', span.traceparent);
  const form = new FormData();
  form.append('file', file);
  request.send(form);
  return { done, stop: () => request.abort() };
}

import { type DragEvent, useEffect, useRef, useState } from 'react';
import { ask } from '../api/http';
import type { UploadedFile } from '../api/types';
import { type Upload, upload } from '../api/upload';
import { Icon } from '../app/icons';
import { useTitle } from '../app/router';
import { usePageText } from '../i18n/pages';
import { kept } from '../state/store';

interface Item {
  key: string;
  name: string;
  size: number;
  /** Of the upload, 0 to 1. */
  share: number;
  id?: string;
  problem?: string;
}

const remembered = 20;

/** The files of this browser: whoever knows a file's id may read it, so only here they are listed. */
export default function FilesPage() {
  const { t, p } = usePageText();
  const [items, setItems] = useState<Item[]>(() => kept.read<Item[]>('files') ?? []);
  const running = useRef(new Map<string, Upload>());
  const [over, setOver] = useState(false);
  useTitle(p.files.title, t.shop.name);
  useEffect(() => kept.write('files', items.filter((item) => item.id).slice(0, remembered)), [items]);

  const change = (key: string, next: Partial<Item>) => setItems((before) => before.map((item) => (item.key === key ? { ...item, ...next } : item)));
  const send = (files: FileList | null) => {
    for (const file of files ?? []) {
      const key = crypto.randomUUID();
      setItems((before) => [{ key, name: file.name, size: file.size, share: 0 }, ...before]);
      const sending = upload(file, (share) => change(key, { share }));
      running.current.set(key, sending);
      sending.done
        .then((id) => change(key, { id, share: 1 }), (error: Error) => change(key, { problem: error.message }))
        .finally(() => running.current.delete(key));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files);
  };
  return (
    <>
      <h1>{p.files.title}</h1>
      <p className="faint">{p.files.intro}</p>
      <label className={over ? 'drop over' : 'drop'} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
        <Icon name="upload" />
        <b>{p.files.drop}</b>
        <span className="faint">{p.files.hint}</span>
        <input type="file" multiple aria-label={p.files.choose} onChange={(event) => (send(event.target.files), (event.target.value = ''))} />
      </label>
      <ul className="file-list" aria-label={p.files.list}>
        {items.map((item) => (
          <FileItem key={item.key} item={item} stop={() => running.current.get(item.key)?.stop()} />
        ))}
      </ul>
    </>
  );
}

function FileItem({ item, stop }: { item: Item; stop: () => void }) {
  const { t, p, bytes, number } = usePageText();
  const file = useProcessing(item.id);
  const percent = Math.round(item.share * 100);
  const reason = file?.processing.reason?.split(':')[0] ?? '';
  const problem = item.problem === 'stopped' ? p.files.stopped : item.problem === 'unreachable' ? t.common.reasons.unreachable : item.problem;
  const status = file?.processing.status;
  const word = problem ? p.files.failed : !item.id ? p.files.uploading : status === 'SUCCEEDED' ? p.files.done : status === 'FAILED' ? p.files.failed : p.files.processing;
  return (
    <li className="sheet file">
      <span className="file-name">{item.name}</span>
      <span className="faint">{bytes(item.size)}</span>
      <span className={`status ${problem || status === 'FAILED' ? 'bad' : status === 'SUCCEEDED' ? 'good' : 'wait'}`} role="status" data-status={status ?? 'UPLOADING'}>
        {word}
      </span>
      {!item.id && !problem && (
        <div className="bar">
          <progress max={100} value={percent} aria-label={p.files.progress(`${number(percent)}%`)} />
          <span>{percent}%</span>
          <button type="button" className="link" onClick={stop}>
            {p.files.cancel}
          </button>
        </div>
      )}
      {problem && <p className="problem">{problem}</p>}
      {status === 'FAILED' && <p className="problem">{(p.files.reasons as Record<string, string>)[reason] ?? file?.processing.reason}</p>}
      {item.id && (
        <p className="file-links">
          <a href={`/api/v1/files/${item.id}/download`} target="_blank" rel="noopener">
            {p.files.download}
          </a>
          {file?.processing.result?.artifacts?.map((artifact) => (
            <a key={artifact.name} href={`/api/v1/files/${item.id}/results/${artifact.name}`} target="_blank" rel="noopener">
              {artifact.contentType.startsWith('image/') && <img src={`/api/v1/files/${item.id}/results/${artifact.name}`} alt="" width="48" height="48" />}
              {artifact.name}
            </a>
          ))}
        </p>
      )}
    </li>
  );
}

/** Follows a file's events to their end. */
function useProcessing(id: string | undefined): UploadedFile | undefined {
  const [file, setFile] = useState<UploadedFile>();
  useEffect(() => {
    if (!id) return;
    let left = false;
    const load = () => ask<UploadedFile>(`/api/v1/files/${id}`).then((found) => !left && setFile(found), () => undefined);
    void load();
    const events = new EventSource(`/api/v1/files/${id}/events`);
    events.addEventListener('status', (event) => {
      if ((JSON.parse(String((event as MessageEvent).data)) as { final: boolean }).final) events.close();
      void load();
    });
    return () => {
      left = true;
      events.close();
    };
  }, [id]);
  return file;
}

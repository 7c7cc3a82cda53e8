import { Fragment, type ReactNode } from 'react';

/** A sentence with its parts in place: "{route} fails" and `{ route: <b>…</b> }`. */
export function Sentence({ text, parts }: { text: string; parts: Record<string, ReactNode> }) {
  return (
    <>
      {text.split(/(\{\w+\})/).map((piece, index) => (
        <Fragment key={index}>{piece.startsWith('{') ? parts[piece.slice(1, -1)] : piece}</Fragment>
      ))}
    </>
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { size } from '../../format.ts';
import { Failure } from '../../parts/states.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { sayRenderFailure, sayRendering } from './render-status.ts';
import type { Preview } from './use-preview.ts';

/** True when the preview fits beside the message; the width is also in dialog.css. */
export const wideEnough = (): boolean => matchMedia('(min-width: 1080px)').matches;

type Props = {
  preview: Preview;
  /** The file that will be attached is another, because it must be signed first. */
  unsigned: boolean;
  /** Facts of the document, to be read without opening it. */
  children: ReactNode;
};

export const PreviewPane = ({ preview, unsigned, children }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.composer;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow page the preview opens below the visible part.
    if (!wideEnough()) pane.current?.scrollIntoView({ behavior: 'smooth' });
  }, []);
  const share = preview.rendering?.progress || undefined;
  return (
    <section ref={pane} className="preview" aria-label={words.preview}>
      <div className="preview-head">
        <h3>{words.preview}</h3>
        {preview.ready && (
          <span className="muted">
            {words.pages(preview.ready.pages)} · {size(language, preview.ready.bytes)}
          </span>
        )}
        {preview.url !== null && (
          <a href={preview.url} target="_blank" rel="noreferrer">
            {words.openPdf}
          </a>
        )}
      </div>
      <div className="preview-sheet">
        {preview.error ? (
          <Failure error={preview.error} retry={preview.retry} text={sayRenderFailure(words, preview.error)} />
        ) : preview.url === null ? (
          <div className="preview-wait" role="status">
            <progress max={1} value={share} aria-label={words.preview} />
            {sayRendering(words, preview.rendering)}
          </div>
        ) : navigator.pdfViewerEnabled ? (
          <iframe title={words.preview} src={`${preview.url}#toolbar=0&view=FitH`} />
        ) : (
          <p className="preview-wait">{words.noViewer}</p>
        )}
      </div>
      <p className="hint">{unsigned ? strings.sign.unsigned : words.exact}</p>
      {children}
    </section>
  );
};

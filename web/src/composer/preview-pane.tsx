import { size } from '../format.ts';
import { Failure } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import type { Preview } from './use-preview.ts';

export const PreviewPane = ({ preview }: { preview: Preview }) => {
  const { strings, language } = useSpeech();
  const words = strings.composer;
  const percent = Math.round(preview.progress * 100);
  return (
    <section className="preview" aria-label={words.preview}>
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
          <Failure error={preview.error} retry={preview.retry} />
        ) : preview.url === null ? (
          <div className="preview-wait" role="status">
            <progress max={100} value={percent > 0 ? percent : undefined} aria-label={words.preview} />
            {words.rendering(percent)}
          </div>
        ) : navigator.pdfViewerEnabled ? (
          <iframe title={words.preview} src={`${preview.url}#toolbar=0&view=FitH`} />
        ) : (
          <p className="preview-wait">{words.noViewer}</p>
        )}
      </div>
      <p className="hint">{words.exact}</p>
    </section>
  );
};

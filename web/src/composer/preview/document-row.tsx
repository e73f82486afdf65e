import { size } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { sayRenderFailure, sayRendering } from './render-status.ts';
import type { Preview } from './use-preview.ts';

/** The PDF that every email of the invoice carries. */
export const DocumentRow = (props: { preview: Preview; open: boolean; onToggle: () => void }) => {
  const { strings, language } = useSpeech();
  const words = strings.composer;
  const { ready, error, rendering } = props.preview;
  return (
    <div className="field">
      <span className="label">{strings.reading.document}</span>
      <div className="field-body">
        <div className="file file-document">
          <Icon name="file" />
          <span className="file-name">
            {ready && `${words.pages(ready.pages)} · ${size(language, ready.bytes)}`}
            {!ready &&
              (error ? (sayRenderFailure(words, error) ?? words.previewFailed) : sayRendering(words, rendering))}
          </span>
          <button type="button" className="button" aria-expanded={props.open} onClick={props.onToggle}>
            {props.open ? words.hidePreview : words.showPreview}
          </button>
        </div>
      </div>
    </div>
  );
};

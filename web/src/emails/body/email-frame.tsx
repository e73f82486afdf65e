import { useState } from 'react';
import type { EmailPlace, EmailView } from '../../api/shapes.ts';
import { Loading } from '../../parts/states.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { frameAttributes, frameDocument, frameHeight, hasRemoteImages } from './frame-document.ts';
import { picturesOf, withPictures } from './pictures.ts';
import { usePictures } from './use-pictures.ts';

type Props = { place: EmailPlace; email: EmailView; html: string };

/** An email's HTML in a sandboxed frame that can only display; its links open in a new tab. */
export const EmailFrame = ({ place, email, html }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.reading;
  const [images, setImages] = useState(false);
  const pictures = usePictures(place, email, html);
  const shown = withPictures(html, pictures.data ?? new Map());
  const count = picturesOf({ html, attachments: email.attachments }).length;
  return (
    <>
      {hasRemoteImages(html) && (
        <p className="note remote-images">
          <span>
            {images ? words.imagesOn : words.imagesOff}{' '}
            <button type="button" className="text-button" onClick={() => setImages(!images)}>
              {images ? words.hideImages : words.showImages}
            </button>
            {!images && <span className="hint"> {words.imagesOffWhy}</span>}
          </span>
        </p>
      )}
      {pictures.isError && (
        <p className="field-error" role="alert">
          {words.picturesFailed}
        </p>
      )}
      {pictures.isLoading ? (
        <Loading rows={3} />
      ) : (
        <iframe
          key={String(images)}
          className="email-frame"
          title={words.formatted(email.from.name || email.from.address)}
          style={{ height: frameHeight(email.text, count) }}
          {...frameAttributes}
          srcDoc={frameDocument(shown, { language, images })}
        />
      )}
    </>
  );
};

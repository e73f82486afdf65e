import { useState } from 'react';
import { useSpeech } from '../strings/language.tsx';
import { frameDocument, frameHeight, hasRemoteImages } from './frame-document.ts';

/** An email's HTML, in a frame that may do nothing but show it; its links open elsewhere. */
export const EmailFrame = ({ html, text, from }: { html: string; text: string; from: string }) => {
  const { strings, language } = useSpeech();
  const words = strings.emails;
  const [images, setImages] = useState(false);
  return (
    <>
      {hasRemoteImages(html) && !images && (
        <p className="note">
          {words.imagesOff}{' '}
          <button type="button" className="text-button" onClick={() => setImages(true)}>
            {words.showImages}
          </button>
        </p>
      )}
      <iframe
        key={String(images)}
        className="email-frame"
        title={words.formatted(from)}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        style={{ height: frameHeight(text) }}
        srcDoc={frameDocument(html, { language, images })}
      />
    </>
  );
};

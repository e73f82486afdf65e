import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import type { EmailView } from '../api/shapes.ts';
import { size } from '../format.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';

type Props = { projectId: string; communicationId: string; email: EmailView };
type Download = () => Promise<{ url: string; fileName: string }>;

/** The URL lives for a minute and serves the file as an attachment: the page stays where it is. */
const begin = ({ url, fileName }: { url: string; fileName: string }) => {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.rel = 'noreferrer';
  link.click();
};

export const EmailFiles = ({ projectId, communicationId, email }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.emails;
  const [failed, setFailed] = useState(false);
  const path = { projectId, communicationId, emailId: email.id };
  const base = '/projects/{projectId}/communications/{communicationId}/emails/{emailId}' as const;
  const fetchDocument: Download = () => answer(api.GET(`${base}/document`, { params: { path } }));
  const fetchOriginal: Download = () => answer(api.GET(`${base}/original`, { params: { path } }));
  const fetchAttachment = (attachmentId: string) => () =>
    answer(api.GET(`${base}/attachments/{attachmentId}`, { params: { path: { ...path, attachmentId } } }));
  const start = (download: Download) => {
    setFailed(false);
    download().then(begin, () => setFailed(true));
  };
  const files = email.attachments;
  if (email.document === null && files.length === 0 && !email.hasOriginal) return null;
  return (
    <div className="letter-files">
      {(email.document !== null || files.length > 0) && (
        <ul aria-label={words.attachments}>
          {email.document && (
            <li>
              {email.document.sha256 === null ? (
                <span className="file-card muted">{words.rendering}</span>
              ) : (
                <FileButton
                  icon="file"
                  fileName={email.document.fileName}
                  note={email.document.bytes === null ? words.document : size(language, email.document.bytes)}
                  onStart={() => start(fetchDocument)}
                />
              )}
            </li>
          )}
          {files.map((file) => (
            <li key={file.id}>
              <FileButton
                icon="attach"
                fileName={file.fileName}
                note={size(language, file.bytes)}
                onStart={() => start(fetchAttachment(file.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {email.hasOriginal && (
        <button type="button" className="text-button" onClick={() => start(fetchOriginal)}>
          <Icon name="download" />
          {words.original}
        </button>
      )}
      {failed && (
        <p className="field-error" role="alert">
          {words.downloadFailed}
        </p>
      )}
    </div>
  );
};

const FileButton = (props: { icon: IconName; fileName: string; note: string; onStart: () => void }) => {
  const { strings } = useSpeech();
  return (
    <button
      type="button"
      className="file-card"
      aria-label={strings.emails.download(props.fileName)}
      onClick={props.onStart}
    >
      <Icon name={props.icon} />
      <span className="file-name">{props.fileName}</span>
      <span className="muted nowrap">{props.note}</span>
      <Icon name="download" />
    </button>
  );
};

import { useState } from 'react';
import { answer, api } from '../../api/client.ts';
import type { EmailPlace, EmailView } from '../../api/shapes.ts';
import { size } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { Moment } from '../../parts/time-zone.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { FileButton } from './file-button.tsx';
import { extensionOf, fileKind } from './file-kind.ts';

type Props = { place: EmailPlace; email: EmailView };
type Download = () => Promise<{ url: string; fileName: string }>;
type File = EmailView['attachments'][number];

/** The URL lives for a minute and serves the file as an attachment, so the page stays where it is. */
export const startDownload = ({ url, fileName }: { url: string; fileName: string }) => {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.rel = 'noreferrer';
  link.click();
};

/** Bounce reports and receipts, whose file names say nothing. */
const isReport = ({ fileName, contentType }: File): boolean => fileKind(fileName, contentType) === 'report';

const base = '/projects/{projectId}/communications/{communicationId}/emails/{emailId}' as const;

export const EmailFiles = ({ place, email }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.reading;
  const [failed, setFailed] = useState(false);
  const start = (download: Download) => () => {
    setFailed(false);
    download().then(startDownload, () => setFailed(true));
  };
  const fetchFile = (attachmentId: string) => () =>
    answer(api.GET(`${base}/attachments/{attachmentId}`, { params: { path: { ...place, attachmentId } } }));
  const { document, attachments } = email;
  const inText = new Set(attachments.filter(({ inline }) => inline && email.hasHtml).map(({ id }) => id));
  const files = attachments.toSorted((a, b) => Number(inText.has(a.id)) - Number(inText.has(b.id)));
  if (document === null && files.length === 0 && !email.hasOriginal) return null;
  const sayKind = ({ fileName, contentType }: File): string => {
    const kind = fileKind(fileName, contentType);
    const extension = extensionOf(fileName).toUpperCase();
    return kind !== null ? words.files[kind] : extension === '' ? words.files.file : words.kindOfFile(extension);
  };
  return (
    <div className="letter-files">
      {(document !== null || files.length > 0) && (
        <ul aria-label={words.attachments}>
          {document && (
            <li>
              {document.sha256 === null ? (
                <span className="file-card muted">{words.rendering}</span>
              ) : (
                <FileButton
                  icon="file"
                  fileName={document.fileName}
                  notes={[words.document, ...(document.bytes === null ? [] : [size(language, document.bytes)])]}
                  onStart={start(() => answer(api.GET(`${base}/document`, { params: { path: place } })))}
                />
              )}
              {document.signature && (
                <p className="hint">
                  <bdi>{strings.sign.signedBy(document.signature.name, document.signature.title)}</bdi> ·{' '}
                  <Moment at={document.signature.signedAt} />
                </p>
              )}
            </li>
          )}
          {files.map((file) => (
            <li key={file.id}>
              <FileButton
                icon="attach"
                fileName={isReport(file) ? words.files.report : file.fileName}
                notes={[
                  ...(isReport(file) ? [] : [sayKind(file)]),
                  size(language, file.bytes),
                  ...(inText.has(file.id) ? [words.inText] : []),
                ]}
                warning={file.leftBehind && `${words.leftBehind[file.leftBehind]} ${words.leftBehindHelp}`}
                onStart={start(fetchFile(file.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {email.hasOriginal && (
        <button
          type="button"
          className="text-button"
          onClick={start(() => answer(api.GET(`${base}/original`, { params: { path: place } })))}
        >
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

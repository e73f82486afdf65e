import { useId, useRef } from 'react';
import { size } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';
import type { Limits } from './attachment-rules.ts';
import type { Attachments, FileItem } from './use-attachments.ts';

type Props = { attachments: Attachments; limits: Limits; error: string | undefined };

export const AttachmentField = ({ attachments, limits, error }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.composer;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const counted = attachments.items.filter(({ step }) => step.state !== 'failed').length;
  return (
    <div className="field">
      <span className="label" id={id}>
        {words.attachments}
      </span>
      <div className="field-body">
        <ul className="files" aria-labelledby={id}>
          {attachments.items.map((item) => (
            <FileRow key={item.key} item={item} attachments={attachments} limits={limits} />
          ))}
        </ul>
        <div className="files-add">
          <button type="button" className="button" onClick={() => input.current?.click()}>
            <Icon name="attach" />
            {words.addFiles}
          </button>
          <span className="muted drop-hint">{words.dropHere}</span>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              attachments.add(event.target.files ?? []);
              // Without this, choosing the same file again after removing it would not fire a change event.
              event.target.value = '';
            }}
          />
        </div>
        <p className="hint">
          {words.used(counted, limits.count, size(language, attachments.usedBytes), size(language, limits.totalBytes))}
        </p>
        {error !== undefined && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
};

const FileRow = (props: { item: FileItem; attachments: Attachments; limits: Limits }) => {
  const { strings, language } = useSpeech();
  const words = strings.composer;
  const { item, attachments, limits } = props;
  const { step } = item;
  const failed = step.state === 'failed';
  const mayRetry = failed && (step.error === 'uploadFailed' || step.error === 'unreadable');
  return (
    <li className={failed ? 'file file-bad' : 'file'}>
      <Icon name={failed ? 'warning' : 'file'} />
      <span className="file-name" title={item.fileName}>
        {item.fileName}
      </span>
      <span className="muted nowrap">{size(language, item.bytes)}</span>
      <span className="file-state" role={failed ? 'alert' : undefined}>
        {step.state === 'reading' && words.reading}
        {step.state === 'uploading' && words.uploading(step.percent)}
        {step.state === 'ready' && words.attached}
        {failed && sayFileError(step.error, words, limits, language)}
      </span>
      {step.state === 'uploading' && <progress max={100} value={step.percent} aria-label={item.fileName} />}
      {mayRetry && (
        <button
          type="button"
          className="text-button"
          aria-label={words.retryFile(item.fileName)}
          onClick={() => attachments.retry(item)}
        >
          {words.retrySend}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={words.removeFile(item.fileName)}
        onClick={() => attachments.remove(item.key)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
};

type ComposerWords = ReturnType<typeof useSpeech>['strings']['composer'];

const sayFileError = (
  error: Extract<FileItem['step'], { state: 'failed' }>['error'],
  words: ComposerWords,
  limits: Limits,
  language: 'en' | 'fr',
): string => {
  if (error === 'tooMany') return words.tooMany(limits.count);
  if (error === 'tooLarge') return words.tooLarge(size(language, limits.totalBytes));
  return words[error];
};

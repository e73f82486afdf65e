import { useId } from 'react';
import type { AnswerComposer } from '../../api/shapes.ts';
import { size } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';
import type { AnswerDraft } from '../draft/answer-draft.ts';

type Props = { draft: AnswerDraft; defaults: AnswerComposer; onChange: (part: Partial<AnswerDraft>) => void };

/** Files that are already there and may be attached as well: the conversation's PDF and the files of the email. */
export const AlongField = ({ draft, defaults, onChange }: Props) => {
  const { answer: words, reading } = useSpeech().strings;
  const { document, files } = defaults;
  if (document === null && files.length === 0) return null;
  const toggle = (id: string) => {
    const isOn = draft.forwarded.includes(id);
    // The ids stay in the email's order, so that checking a box twice restores the draft exactly.
    const kept = files.filter((file) => (file.id === id ? !isOn : draft.forwarded.includes(file.id)));
    onChange({ forwarded: kept.map((file) => file.id) });
  };
  return (
    <fieldset className="field">
      <legend className="label">{words.along}</legend>
      <ul className="files">
        {document && (
          <Row
            name={document.fileName}
            notes={[words.document]}
            bytes={document.bytes}
            checked={draft.includeDocument}
            onToggle={() => onChange({ includeDocument: !draft.includeDocument })}
          />
        )}
        {files.map((file) => (
          <Row
            key={file.id}
            name={file.fileName}
            notes={file.inline ? [reading.inText] : []}
            bytes={file.bytes}
            checked={draft.forwarded.includes(file.id)}
            onToggle={() => toggle(file.id)}
          />
        ))}
      </ul>
    </fieldset>
  );
};

const Row = (props: {
  name: string;
  notes: readonly string[];
  bytes: number | null;
  checked: boolean;
  onToggle: () => void;
}) => {
  const { language } = useSpeech();
  const id = useId();
  const notes = [...props.notes, ...(props.bytes === null ? [] : [size(language, props.bytes)])];
  return (
    <li className="file check">
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        aria-describedby={`${id}-notes`}
        onChange={props.onToggle}
      />
      <label className="file-name" htmlFor={id} title={props.name}>
        <Icon name="file" />
        <bdi>{props.name}</bdi>
      </label>
      <span className="muted" id={`${id}-notes`}>
        {notes.join(' · ')}
      </span>
    </li>
  );
};

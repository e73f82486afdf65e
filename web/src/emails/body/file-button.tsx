import { Icon, type IconName } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';

type Props = { icon: IconName; fileName: string; notes: string[]; warning?: string | null; onStart: () => void };

/** A file to download: its name, what it is and how large, and what is to be known of it. */
export const FileButton = ({ icon, fileName, notes, warning = null, onStart }: Props) => {
  const words = useSpeech().strings.reading;
  // From left to right in every script, so that what looks like the extension is it.
  const note = notes.join(' · ');
  return (
    <>
      <button
        type="button"
        className="file-card"
        aria-label={[words.download(fileName), note].join(', ')}
        onClick={onStart}
      >
        <Icon name={icon} />
        <span className="file-words">
          <bdi dir="ltr">{fileName}</bdi>
          <span className="muted nowrap">{note}</span>
        </span>
        <Icon name="download" />
      </button>
      {warning !== null && (
        <p className="file-warning">
          <Icon name="warning" />
          <span>{warning}</span>
        </p>
      )}
    </>
  );
};

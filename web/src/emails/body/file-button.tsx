import { Icon, type IconName } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';

type Props = { icon: IconName; fileName: string; notes: string[]; warning?: string | null; onStart: () => void };

/** A button that downloads a file: its name, type and size, and any note about it. */
export const FileButton = ({ icon, fileName, notes, warning = null, onStart }: Props) => {
  const words = useSpeech().strings.reading;
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
          {/* Isolated left to right in every script, so that the visible extension is the real one. */}
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

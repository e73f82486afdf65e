import { type DragEvent, type ReactNode, useState } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Attaches files that are dropped anywhere in the composer; the Add files button does the same for the keyboard. */
export const DropZone = ({ onFiles, children }: { onFiles: (files: FileList) => void; children: ReactNode }) => {
  const { strings } = useSpeech();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a convenience beside the Add files button
    <div
      className="drop-zone"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        onFiles(event.dataTransfer.files);
      }}
    >
      {children}
      {over && (
        <div className="drop-now" aria-hidden="true">
          <Icon name="attach" />
          {strings.composer.dropNow}
        </div>
      )}
    </div>
  );
};

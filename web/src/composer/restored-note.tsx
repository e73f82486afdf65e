import { useSpeech } from '../strings/language.tsx';

/** What is written here was kept from before; one may begin anew. */
export const RestoredNote = ({ onStartOver }: { onStartOver: () => void }) => {
  const words = useSpeech().strings.composer;
  return (
    <p className="note">
      {words.restored}{' '}
      <button type="button" className="text-button" onClick={onStartOver}>
        {words.startOver}
      </button>
    </p>
  );
};

import { useSpeech } from '../strings/language.tsx';

/** Says that the draft was restored, and offers to start over. */
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

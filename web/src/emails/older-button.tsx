import type { ThreadView } from '../api/shapes.ts';
import { useSpeech } from '../strings/language.tsx';
import type { Older } from './use-thread.ts';

/** Loads older emails, and says how many there are. */
export const OlderButton = (props: { thread: ThreadView; older: Older; onLoad: () => void }) => {
  const { emails: words, app } = useSpeech().strings;
  const { thread, older, onLoad } = props;
  if (thread.nextCursor === null) return null;
  const loaded = thread.emails.filter(({ kind }) => kind !== 'relay' && kind !== 'notice').length;
  return (
    <p className="older">
      <button type="button" className="fold-button" aria-disabled={older.isLoading} onClick={onLoad}>
        {older.isLoading ? app.loading : words.older(Math.max(1, thread.emailCount - loaded))}
      </button>
      {older.isError && (
        <span className="field-error" role="alert">
          {words.olderFailed}
        </span>
      )}
    </p>
  );
};

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { CommunicationView } from '../api/shapes.ts';
import { Confirm } from '../parts/dialog.tsx';
import { useSpeech } from '../strings/language.tsx';

/** Makes a conversation private, or visible again, after a confirmation that describes the consequences. */
export const PrivateToggle = ({ projectId, thread }: { projectId: string; thread: CommunicationView }) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/projects/{projectId}/communications/{communicationId}', {
          params: { path: { projectId, communicationId: thread.id } },
          body: { private: !thread.private },
        }),
      ),
    onSettled: () => {
      queries.invalidateQueries({ queryKey: keys.thread(projectId, thread.id) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
    },
  });
  const label = thread.private ? words.makeVisible : words.makePrivate;
  return (
    <>
      <button type="button" className="text-button" disabled={change.isPending} onClick={() => setAsking(true)}>
        {label}
      </button>
      {change.isError && (
        <span className="field-error" role="alert">
          {sayError(strings.problems, change.error)}
        </span>
      )}
      {asking && (
        <Confirm
          title={thread.private ? words.makeVisibleTitle : words.makePrivateTitle}
          text={thread.private ? words.makeVisibleText : words.makePrivateText}
          yes={label}
          no={strings.app.cancel}
          onYes={() => {
            setAsking(false);
            change.mutate();
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
};

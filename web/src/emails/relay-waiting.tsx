import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { EmailPlace, EmailView } from '../api/shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';

type Props = { place: EmailPlace; email: EmailView; mayPass: boolean };

/**
 * The addresses that a bounce names, the Admins' decisions about an incoming email, and the relay still open to them.
 */
export const RelayWaiting = ({ place, email: { released, relay, reported }, mayPass }: Props) => {
  const words = useSpeech().strings.passing;
  return (
    <>
      {reported !== null && (
        <p className="note">
          <span>
            {reported.length > 0 ? words.reported(reported.join(', ')) : words.reportedNobody} {words.reportedHelp}
          </span>
        </p>
      )}
      {released && <p className="hint">{words.released(released.name)}</p>}
      {!released && relay?.by != null && <p className="hint">{words.passedOn(relay.by)}</p>}
      {relay?.state === 'waiting' && relay.reason !== null && (
        <div className="note note-warn">
          <Icon name="warning" />
          <span>
            {words.waiting[relay.reason]} {mayPass ? <PassOn place={place} /> : words.waitingForAdmin}
          </span>
        </div>
      )}
    </>
  );
};

const PassOn = ({ place }: { place: EmailPlace }) => {
  const words = useSpeech().strings.passing;
  const queries = useQueryClient();
  const pass = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/projects/{projectId}/communications/{communicationId}/emails/{emailId}/relay', {
          params: { path: place },
        }),
      ),
    onSettled: () => {
      queries.invalidateQueries({ queryKey: keys.thread(place.projectId, place.communicationId) });
      queries.invalidateQueries({ queryKey: keys.communications(place.projectId) });
    },
  });
  return (
    <>
      <button
        type="button"
        className="text-button"
        aria-disabled={pass.isPending || pass.isSuccess}
        onClick={() => !pass.isPending && !pass.isSuccess && pass.mutate()}
      >
        {pass.isPending ? words.passing : words.pass}
      </button>
      <span role="status">
        {pass.isSuccess && ` ${words.passed}`}
        {pass.isError && ` ${words.failed}`}
      </span>
    </>
  );
};

import { Component, type ReactNode } from 'react';
import { Empty } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';

/** The only class of the page: React reports a failed render only to a class component. */
export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

const Crashed = () => {
  const { strings } = useSpeech();
  return (
    <main className="page page-narrow" role="alert">
      <Empty icon="warning" title={strings.app.crashedTitle}>
        <p>{strings.app.crashedText}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {strings.app.reload}
        </button>
      </Empty>
    </main>
  );
};

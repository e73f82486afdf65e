import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

export type Tab<K extends string> = { key: K; label: string; note?: string };

/** ARIA tabs with automatic activation: arrows, Home and End move and select. */
export const Tabs = <K extends string>(props: {
  label: string;
  tabs: Tab<K>[];
  current: K;
  onSelect: (key: K) => void;
  children: ReactNode;
}) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = props.tabs.findIndex(({ key }) => key === props.current);
  const move = (event: KeyboardEvent) => {
    const last = props.tabs.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    const tab = next === undefined ? undefined : props.tabs[next];
    if (!tab) return;
    event.preventDefault();
    props.onSelect(tab.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${tab.key}"]`)?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={props.label} ref={list} onKeyDown={move}>
        {props.tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            data-key={tab.key}
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === props.current}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === props.current ? 0 : -1}
            onClick={() => tab.key !== props.current && props.onSelect(tab.key)}
          >
            {tab.label}
            {tab.note !== undefined && <span className="dot" title={tab.note} aria-hidden="true" />}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel takes focus after its tab (ARIA Authoring Practices) */}
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.current}`} tabIndex={0} className="panel">
        {props.children}
      </div>
    </>
  );
};

import { useId, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { useSpeech } from '../../strings/language.tsx';
import { LinkRow } from './link-row.tsx';
import { messageHtml } from './message-html.ts';

/**
 * A small editor on top of the browser's own editing. `execCommand` is deprecated but has no successor; every browser
 * keeps it, with undo. Its output is normalized by message-html.ts. `initial` is read only once.
 */
export const MessageEditor = (props: {
  initial: string;
  /** Takes the focus when the composer opens. */
  focusFirst?: boolean;
  onChange: (html: string) => void;
  error: string | undefined;
}) => {
  const { strings } = useSpeech();
  const words = strings.composer;
  const id = useId();
  const editor = useRef<HTMLDivElement>(null);
  const selection = useRef<Range | null>(null);
  const [linking, setLinking] = useState(false);
  const { initial, focusFirst } = props;

  useLayoutEffect(() => {
    document.execCommand('defaultParagraphSeparator', false, 'p');
    if (!editor.current) return;
    // Parsed as an inert document first: a stored draft is trusted no more than typed text.
    const stored = new DOMParser().parseFromString(initial, 'text/html');
    editor.current.innerHTML = messageHtml(stored.body);
  }, [initial]);
  useLayoutEffect(() => {
    if (!focusFirst || !editor.current) return;
    editor.current.focus();
    // Puts the cursor at the end, where writing continues.
    getSelection()?.selectAllChildren(editor.current.lastElementChild ?? editor.current);
    getSelection()?.collapseToEnd();
  }, [focusFirst]);

  const report = () => editor.current && props.onChange(messageHtml(editor.current));
  const run = (command: string, value?: string) => {
    editor.current?.focus();
    document.execCommand(command, false, value);
    report();
  };
  const beginLink = () => {
    const current = getSelection();
    const inside = current && current.rangeCount > 0 && editor.current?.contains(current.anchorNode);
    selection.current = inside ? current.getRangeAt(0).cloneRange() : null;
    setLinking(true);
  };
  const endLink = (href: string | null) => {
    setLinking(false);
    editor.current?.focus();
    const current = getSelection();
    if (current && selection.current) {
      current.removeAllRanges();
      current.addRange(selection.current);
    }
    if (href === null) return;
    if (current?.isCollapsed) run('insertHTML', `<a href="${href.replaceAll('"', '%22')}">${textOf(href)}</a>`);
    else run('createLink', href);
  };
  const tools = [
    { label: words.bold, face: <b>{words.bold.charAt(0)}</b>, act: () => run('bold') },
    { label: words.italic, face: <i>I</i>, act: () => run('italic') },
    { label: words.underline, face: <u>{words.underline.charAt(0)}</u>, act: () => run('underline') },
    { label: words.bullets, face: <Icon name="bullets" />, act: () => run('insertUnorderedList') },
    { label: words.numbers, face: <Icon name="numbers" />, act: () => run('insertOrderedList') },
    { label: words.link, face: <Icon name="link" />, act: beginLink },
  ];

  return (
    <div className="field">
      <span className="label" id={id}>
        {words.message}
      </span>
      <div className={props.error === undefined ? 'editor' : 'editor editor-bad'}>
        <div className="tools" role="toolbar" aria-label={words.formatting}>
          {tools.map(({ label, face, act }) => (
            <button
              key={label}
              type="button"
              className="tool"
              aria-label={label}
              title={label}
              // Keeps the selection in the text when the button is pressed.
              onMouseDown={(event) => event.preventDefault()}
              onClick={act}
            >
              {face}
            </button>
          ))}
        </div>
        {linking && <LinkRow onDone={endLink} />}
        {/* biome-ignore lint/a11y/useSemanticElements: a textarea holds no formatting */}
        <div
          ref={editor}
          className="writing"
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          tabIndex={0}
          aria-multiline="true"
          aria-labelledby={id}
          aria-invalid={props.error !== undefined}
          onInput={report}
          onPaste={(event) => {
            event.preventDefault();
            document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
          }}
          onDrop={(event) => {
            if (event.dataTransfer.files.length === 0) event.preventDefault();
          }}
        />
        {props.error !== undefined && (
          <p className="field-error" role="alert">
            {props.error}
          </p>
        )}
      </div>
    </div>
  );
};

const textOf = (href: string): string =>
  href
    .replace(/^mailto:/i, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

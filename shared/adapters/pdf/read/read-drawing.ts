import type { Box, Drawing, Graphic } from '../drawing.ts';
import { unsupported } from '../unsupported-pdf.ts';
import { type Operation, readOperations } from './content-tokens.ts';
import type { GraphicsState, Handler, Names } from './graphics-state.ts';
import { boxUnder, holdsPage, identity, multiply } from './page-frame.ts';
import { textOperators } from './read-text.ts';

/**
 * Reads the operators that Chromium's PDF writer uses for our documents. Texts are taken out; all the rest is copied as
 * it stands, with the resources' new names. An unknown operator throws.
 */

/** Operators whose effect we need not know, because texts do not depend on it. */
const copiedOnly = ['RG', 'w', 'J', 'j', 'M', 'd'];
const pathSegments = ['m', 'l', 'c', 'v', 'y', 'h'];
const pathEnds = ['n', 'f', 'f*', 'S', 'B', 'B*'];

/** Follows the state in which texts are drawn. A clip must be a rectangle that holds the whole page. */
const stateOperators = (state: { now: GraphicsState }, written: (operation: Operation) => string) => {
  const saved: GraphicsState[] = [];
  let rectangle: Box | null = null;
  let hasPath = false;
  let isClip = false;

  const keep: Handler = () => undefined;
  const extend: Handler = () => {
    rectangle = null;
    hasPath = true;
  };
  const addRectangle: Handler = ({ numbers }) => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers;
    rectangle = hasPath ? null : boxUnder(state.now.matrix, x, y, x + width, y + height);
    hasPath = true;
  };
  const clip: Handler = () => {
    isClip = true;
  };
  const endPath: Handler = () => {
    if (isClip) state.now.isClipped ||= rectangle === null || !holdsPage(rectangle);
    rectangle = null;
    hasPath = false;
    isClip = false;
  };

  const restore: Handler = () => {
    state.now = saved.pop() ?? state.now;
  };
  const handlers: Record<string, Handler> = {
    q: () => {
      saved.push({ ...state.now });
    },
    Q: restore,
    cm: ({ numbers }) => {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
      state.now.matrix = multiply([a, b, c, d, e, f], state.now.matrix);
    },
    rg: (operation) => {
      state.now.fill = written(operation);
    },
    re: addRectangle,
    W: clip,
    'W*': clip,
  };
  for (const operator of copiedOnly) handlers[operator] = keep;
  for (const operator of pathSegments) handlers[operator] = extend;
  for (const operator of pathEnds) handlers[operator] = endPath;
  return handlers;
};

export const readDrawing = (bytes: Buffer, names: Names): Drawing => {
  const content = bytes.toString('latin1');
  const state = { now: { matrix: identity, fill: '0 0 0 rg', state: '', isClipped: false } };
  const graphics: Graphic[] = [];
  let copied = '';
  /** The end of what is copied, or taken out. */
  let end = 0;

  const written = (operation: Operation): string =>
    operation.others.reduce(
      (text, name) => text.replace(name, names.renamed(name)),
      content.slice(operation.start, operation.end),
    );
  const copyTo = (offset: number) => {
    copied += content.slice(end, offset);
  };
  const addGraphic = (image: Box | null) => {
    if (copied.trim() !== '') graphics.push({ operators: `${copied.trim()}\n`, image });
    copied = '';
  };

  const text = textOperators(content, () => state.now, names);
  const { BT: begin, ET: finish } = text.handlers;
  const beginText: Handler = (operation) => {
    copyTo(operation.start);
    const next = begin?.(operation);
    end = next ?? operation.end;
    return next;
  };
  const endText: Handler = (operation) => {
    end = operation.end;
    return finish?.(operation);
  };
  const setState: Handler = (operation) => {
    copyTo(operation.start);
    state.now.state = written(operation);
    copied += state.now.state;
    end = operation.end;
  };
  const drawPicture: Handler = (operation) => {
    copyTo(operation.start);
    addGraphic(null);
    copied = written(operation);
    addGraphic(boxUnder(state.now.matrix, 0, 0, 1, 1));
    end = operation.end;
  };

  const handlers: Record<string, Handler> = {
    ...stateOperators(state, written),
    ...text.handlers,
    BT: beginText,
    ET: endText,
    gs: setState,
    Do: drawPicture,
  };
  readOperations(bytes, (operation) => {
    const handler = handlers[operation.operator];
    if (!handler) throw unsupported(`unknown operator ${operation.operator.slice(0, 8)}`);
    return handler(operation);
  });
  copyTo(content.length);
  addGraphic(null);
  return { runs: text.done(), graphics };
};

import type { Box, Drawing } from '../drawing.ts';
import { unsupported } from '../unsupported-pdf.ts';
import { type Operation, readOperations } from './content-tokens.ts';
import { graphicsCopy } from './graphics-copy.ts';
import type { GraphicsState, Handler, Names } from './graphics-state.ts';
import { boxUnder, holdsPage, identity, multiply } from './page-frame.ts';
import { textOperators } from './read-text.ts';

/**
 * Reads the operators that Chromium's PDF writer uses for our documents, separating texts from drawing. An unknown
 * operator throws.
 */
type Canvas = { content: string; now: GraphicsState; written: (operation: Operation) => string };

/** Further segments of a path, one operator per line. */
const lines = /(?:-?[\d.]+ -?[\d.]+ [ml]\n|h\n)+/y;

const paints = { fill: ['f', 'f*'], stroke: ['S'], both: ['B', 'B*'] };

const drawingOperators = (canvas: Canvas): { handlers: Record<string, Handler>; done: () => Drawing['graphics'] } => {
  const copy = graphicsCopy();
  const saved: GraphicsState[] = [];
  let path = '';
  let clip = '';
  /** The whole path, if it is a single rectangle. */
  let rectangle: Box | null = null;

  const extend: Handler = (operation) => {
    path += `${canvas.written(operation)}\n`;
    rectangle = null;
  };
  /** Also reads the following line segments at once, since rules consist of thousands of them. */
  const extendFar: Handler = (operation) => {
    extend(operation);
    lines.lastIndex = operation.end + 1;
    const [more] = lines.exec(canvas.content) ?? [];
    if (more === undefined) return undefined;
    path += more;
    return lines.lastIndex;
  };
  const addRectangle: Handler = (operation) => {
    const [x = 0, y = 0, width = 0, height = 0] = operation.numbers;
    const isOnly = path === '';
    extend(operation);
    rectangle = isOnly ? boxUnder(canvas.now.matrix, x, y, x + width, y + height) : null;
  };
  const endPath =
    (usesFill: boolean, usesStroke: boolean): Handler =>
    ({ operator }) => {
      const { now } = canvas;
      if (operator !== 'n') {
        copy.paint(`${path}${operator}\n`, [usesFill ? now.fill : '', usesStroke ? now.stroke : '', now.state]);
      }
      if (clip !== '') {
        now.isClipped ||= rectangle === null || !holdsPage(rectangle);
        copy.setState(`${path}${clip} n\n`);
      }
      path = '';
      clip = '';
      rectangle = null;
    };
  const setClip: Handler = ({ operator }) => {
    clip = operator;
  };
  const keep: Handler = (operation) => {
    copy.setState(`${canvas.written(operation)}\n`);
  };

  const restore: Handler = () => {
    canvas.now = saved.pop() ?? canvas.now;
    copy.restore();
  };
  const setStroke: Handler = (operation) => {
    canvas.now.stroke = canvas.written(operation);
  };
  const drawPicture: Handler = (operation) => {
    const { now } = canvas;
    const image = boxUnder(now.matrix, 0, 0, 1, 1);
    copy.paint(`${canvas.written(operation)}\n`, [now.fill, '', now.state], image);
  };

  const handlers: Record<string, Handler> = {
    q: () => {
      saved.push({ ...canvas.now });
      copy.save();
    },
    Q: restore,
    cm: (operation) => {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operation.numbers;
      canvas.now.matrix = multiply([a, b, c, d, e, f], canvas.now.matrix);
      keep(operation);
    },
    rg: (operation) => {
      canvas.now.fill = canvas.written(operation);
    },
    RG: setStroke,
    gs: (operation) => {
      canvas.now.state = canvas.written(operation);
    },
    Do: drawPicture,
    m: extendFar,
    re: addRectangle,
    n: endPath(false, false),
    W: setClip,
    'W*': setClip,
  };
  for (const operator of ['l', 'c', 'v', 'y', 'h']) handlers[operator] = extend;
  for (const operator of ['w', 'J', 'j', 'M', 'd']) handlers[operator] = keep;
  for (const operator of paints.fill) handlers[operator] = endPath(true, false);
  for (const operator of paints.stroke) handlers[operator] = endPath(false, true);
  for (const operator of paints.both) handlers[operator] = endPath(true, true);
  return { handlers, done: copy.done };
};

export const readDrawing = (bytes: Buffer, names: Names): Drawing => {
  const canvas: Canvas = {
    content: bytes.toString('latin1'),
    now: { matrix: identity, fill: '0 0 0 rg', stroke: '0 0 0 RG', state: '', isClipped: false },
    written: ({ start, end, others }) => {
      const raw = canvas.content.slice(start, end);
      return others.reduce(
        (text, name) => (name.startsWith('/') ? text.replace(name, names.renamed(name)) : text),
        raw,
      );
    },
  };
  const drawing = drawingOperators(canvas);
  const text = textOperators(canvas.content, () => canvas.now, names);
  const handlers: Record<string, Handler> = { ...drawing.handlers, ...text.handlers };
  readOperations(bytes, (operation) => {
    const handler = handlers[operation.operator];
    if (!handler) throw unsupported(`unknown operator ${operation.operator.slice(0, 8)}`);
    return handler(operation);
  });
  return { runs: text.done(), graphics: drawing.done() };
};

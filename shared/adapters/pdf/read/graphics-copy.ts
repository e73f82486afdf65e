import type { Box, Graphic } from '../drawing.ts';

/**
 * Copies everything that is drawn except text. State is written only when something is drawn with it, so state that
 * only affected text leaves no trace.
 */
export type GraphicsCopy = {
  save(): void;
  restore(): void;
  /** Sets a clip, a transformation or a line style, in effect until the next `restore`. */
  setState(operators: string): void;
  /** `settings`: the operators that set fill, stroke and graphics state; an empty one is irrelevant to this drawing. */
  paint(operators: string, settings: Settings, image?: Box): void;
  done(): Graphic[];
};

type Settings = readonly [fill: string, stroke: string, state: string];
type Level = { opening: string; isOpen: boolean; written: string[] };

export const graphicsCopy = (): GraphicsCopy => {
  const graphics: Graphic[] = [];
  const outermost: Level = { opening: '', isOpen: true, written: [] };
  const levels: Level[] = [];
  let text = '';

  const top = (): Level => levels.at(-1) ?? outermost;
  const open = () => {
    levels.forEach((level, i) => {
      if (level.isOpen) return;
      text += level.opening;
      level.isOpen = true;
      level.written = [...(levels[i - 1] ?? outermost).written];
    });
  };
  const flush = (image: Box | null) => {
    if (text !== '') graphics.push({ operators: text, image });
    text = '';
  };

  return {
    save: () => {
      levels.push({ opening: 'q\n', isOpen: false, written: [] });
    },
    restore: () => {
      if (levels.pop()?.isOpen) text += 'Q\n';
    },
    setState: (operators) => {
      if (top().isOpen) text += operators;
      else top().opening += operators;
    },
    paint: (operators, settings, image) => {
      open();
      const { written } = top();
      settings.forEach((setting, i) => {
        if (setting === '' || written[i] === setting) return;
        written[i] = setting;
        text += `${setting}\n`;
      });
      if (image) flush(null);
      text += operators;
      if (image) flush(image);
    },
    done: () => {
      flush(null);
      return graphics;
    },
  };
};

/**
 * Reads the tokens of a content stream byte by byte, for speed: a page has some 20,000 tokens, and a document of 5,000
 * lines has 170 pages. Operands are collected until their operator follows.
 */
export type Operation = {
  operator: string;
  /** The numeric operands, in order. */
  numbers: readonly number[];
  /** The hexadecimal strings, as glyph numbers. */
  glyphs: readonly number[];
  /** Names, literal strings and dictionaries, in order and as written. */
  others: readonly string[];
  /** Offsets of the beginning of the first operand and the end of the operator. */
  start: number;
  end: number;
};

const numeric = 1;
const space = 2;
const delimiter = 3;
/** The kind of each byte; 0 for letters. */
const kinds = new Uint8Array(256);
for (const byte of Buffer.from('0123456789.-+')) kinds[byte] = numeric;
for (const byte of Buffer.from(' \n\r\t\f\0')) kinds[byte] = space;
for (const byte of Buffer.from('<>()[]/')) kinds[byte] = delimiter;

/** Numbers in PDF have no exponents. */
const numberAt = (bytes: Buffer, start: number, end: number): number => {
  let value = 0;
  let divisor = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 48) {
      value = value * 10 + byte - 48;
      divisor *= 10;
    } else if (byte === 46 && divisor === 0) divisor = 1;
    else if (i > start) return Number.NaN;
  }
  const size = divisor > 1 ? value / divisor : value;
  return bytes[start] === 45 ? -size : size;
};

const endOfDictionary = (bytes: Buffer, start: number): number => {
  let depth = 0;
  for (let i = start; i < bytes.length; i++) {
    if (bytes[i] === 60 && bytes[i + 1] === 60) {
      depth += 1;
      i += 1;
    } else if (bytes[i] === 62 && bytes[i + 1] === 62) {
      depth -= 1;
      i += 1;
      if (depth === 0) return i + 1;
    }
  }
  return bytes.length;
};

const endOfLiteral = (bytes: Buffer, start: number): number => {
  let depth = 0;
  for (let i = start; i < bytes.length; i++) {
    if (bytes[i] === 92) i += 1;
    else if (bytes[i] === 40) depth += 1;
    else if (bytes[i] === 41) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return bytes.length;
};

/** Caches the few operator names by their bytes: creating a string each time would cost more than all the rest. */
const operatorNames = new Map<number, string>();
const operatorAt = (bytes: Buffer, start: number, end: number): string => {
  if (end - start > 3) return bytes.toString('latin1', start, end);
  let key = 0;
  for (let i = start; i < end; i++) key = (key << 8) | (bytes[i] ?? 0);
  const name = operatorNames.get(key) ?? bytes.toString('latin1', start, end);
  operatorNames.set(key, name);
  return name;
};

const digits = new Float64Array(256).fill(Number.NaN);
for (let i = 0; i < 16; i++) digits[i.toString(16).toUpperCase().charCodeAt(0)] = i;
const digitAt = (hex: string, i: number): number => digits[hex.charCodeAt(i)] ?? Number.NaN;

/** The glyph numbers of a hexadecimal string, two bytes per glyph. Anything else gives NaN, which no font contains. */
export const glyphsIn = (hex: string): number[] => {
  const glyphs: number[] = [];
  if (hex.length % 4 !== 0) glyphs.push(Number.NaN);
  for (let i = 0; i + 3 < hex.length; i += 4) {
    const high = digitAt(hex, i) * 16 + digitAt(hex, i + 1);
    glyphs.push(high * 256 + digitAt(hex, i + 2) * 16 + digitAt(hex, i + 3));
  }
  return glyphs;
};

/** Reuses one `operation` object. `onOperation` returns where to continue if it has read further itself. */
export const readOperations = (bytes: Buffer, onOperation: (operation: Operation) => number | undefined): void => {
  const numbers: number[] = [];
  const glyphs: number[] = [];
  const others: string[] = [];
  const operation = { operator: '', numbers, glyphs, others, start: -1, end: 0 };
  const length = bytes.length;
  let i = 0;
  while (i < length) {
    const byte = bytes[i] ?? 0;
    const kind = kinds[byte] ?? 0;
    if (kind === space) {
      i += 1;
      continue;
    }
    if (operation.start < 0) operation.start = i;
    let end = i + 1;
    if (kind === numeric) {
      while ((kinds[bytes[end] ?? 0] ?? 0) === numeric) end += 1;
      numbers.push(numberAt(bytes, i, end));
    } else if (byte === 60 && bytes[end] !== 60) {
      while (end < length && bytes[end] !== 62) end += 1;
      glyphs.push(...glyphsIn(bytes.toString('latin1', i + 1, end)));
      end += 1;
    } else if (byte === 60 || byte === 40) {
      end = byte === 60 ? endOfDictionary(bytes, i) : endOfLiteral(bytes, i);
      others.push(bytes.toString('latin1', i, end));
    } else if (byte === 91 || byte === 93) {
      others.push(byte === 91 ? '[' : ']');
    } else {
      while (end < length && (kinds[bytes[end] ?? 0] ?? 0) < space) end += 1;
      if (byte === 47) others.push(bytes.toString('latin1', i, end));
      else {
        operation.operator = operatorAt(bytes, i, end);
        operation.end = end;
        end = onOperation(operation) ?? end;
        numbers.length = 0;
        glyphs.length = 0;
        others.length = 0;
        operation.start = -1;
      }
    }
    i = end;
  }
};

/**
 * The WebAssembly files of the picture codecs. In AWS, infra puts them beside the function's bundle; elsewhere they are
 * in node_modules.
 */
export const codecFiles = {
  decodeJpeg: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  encodeJpeg: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  png: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
};

/**
 * The WebAssembly files of the picture codecs, by their paths in node_modules. infra copies them beside the function's
 * bundle, where the process finds them in AWS.
 */
export const codecFiles = {
  decodeJpeg: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  encodeJpeg: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  png: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
};

/** The programs of the picture codecs: infra lays them beside the bundle that uses them, and without one npm has them. */
export const codecFiles = {
  decodeJpeg: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  encodeJpeg: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  png: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
};

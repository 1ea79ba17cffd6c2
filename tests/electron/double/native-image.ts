import { existsSync, readFileSync } from 'node:fs';
import type { NativeImage, nativeImage as ElectronNativeImage } from 'electron';
import { refuseMissing } from './missing.ts';

type Known = Pick<
  NativeImage,
  | 'toPNG'
  | 'toDataURL'
  | 'isEmpty'
  | 'getSize'
  | 'resize'
  | 'setTemplateImage'
  | 'isTemplateImage'
  | 'addRepresentation'
  | 'getScaleFactors'
  | 'isMacTemplateImage'
>;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** PNG only; everything else is an empty image, as electron.d.ts says of what cannot be read. */
function createImage(bytes: Buffer): NativeImage {
  const isPng = bytes.subarray(0, 4).equals(SIGNATURE);
  const scaleFactors = [1];
  const image: Known = {
    isMacTemplateImage: false,
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
    isEmpty: () => !isPng,
    getSize: () =>
      isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : { width: 0, height: 0 },
    resize: () => createImage(bytes),
    isTemplateImage: () => image.isMacTemplateImage,
    setTemplateImage: (isTemplate) => {
      image.isMacTemplateImage = isTemplate;
    },
    addRepresentation: ({ scaleFactor }) => void scaleFactors.push(scaleFactor ?? 1),
    getScaleFactors: () => scaleFactors,
  };
  // Whatever else is asked of it throws by name.
  return refuseMissing('NativeImage', image) as NativeImage;
}

function createFromPath(path: string): NativeImage {
  const image = createImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  // docs/tutorial/native-image: a name that ends in 'Template' is a template image.
  if (/Template(?:@[\d.]+x)?\.png$/.test(path)) image.setTemplateImage(true);
  return image;
}

export const nativeImage = refuseMissing('nativeImage', {
  createEmpty: () => createImage(Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer) => createImage(bytes),
  createFromDataURL: (url: string) => createImage(Buffer.from(url.split(',')[1] ?? '', 'base64')),
  createFromPath,
} satisfies Partial<typeof ElectronNativeImage>);

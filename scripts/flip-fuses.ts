// Sets Electron's fuses in a packed app: a hook of electron-builder, between packing and signing.

import { join } from 'node:path';
import { type FuseConfig, flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { Arch, type AfterPackContext } from 'electron-builder';

/**
 * Every fuse that Electron 45 has, by its own documentation (docs/tutorial/fuses.md). An Electron that brings a tenth
 * one fails the packing until it is decided here.
 */
const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The app is no Node interpreter for whoever starts it.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // One way: cookies that were encrypted once cannot be read without.
  [FuseV1Options.EnableCookieEncryption]: true,
  // Checked on macOS and Windows; Linux has no such check and ignores it.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // No snapshot of ours exists.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from our own protocol.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies FuseConfig;

function findExecutable({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${productFilename}.app`);
    case 'win32':
      return join(appOutDir, `${productFilename}.exe`);
    case 'linux':
      return join(appOutDir, packager.config.linux?.executableName ?? productFilename);
    default:
      throw new Error(
        `No fuses are known for the platform ${electronPlatformName}. Add it to flip-fuses.ts.`,
      );
  }
}

export async function afterPack(context: AfterPackContext): Promise<void> {
  // Apple's chips run nothing whose signature does not fit, and a build without a certificate is not signed again.
  const resetAdHocDarwinSignature =
    context.electronPlatformName === 'darwin' && context.arch === Arch.arm64 && process.platform === 'darwin';
  await flipFuses(findExecutable(context), { ...fuses, resetAdHocDarwinSignature });
}

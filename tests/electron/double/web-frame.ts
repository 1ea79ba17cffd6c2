import type { WebFrameMain } from 'electron';
import { refuseMissing } from './missing.ts';

type Frame = Pick<
  WebFrameMain,
  'url' | 'origin' | 'top' | 'parent' | 'frameTreeNodeId' | 'routingId' | 'processId' | 'isDestroyed'
>;

/** electron.d.ts, WebFrameMain.origin: serialized as RFC 6454 says; of our schemes it has scheme and host. */
function originOf(url: string): string {
  const [origin] = /^[\w+-]+:\/\/[^/?#]*/.exec(url) ?? [];
  return origin ?? 'null';
}

/** A frame of a page; `readUrl` is asked each time, because frames navigate. */
export function createFrame(id: number, readUrl: () => string, parent: WebFrameMain | null): WebFrameMain {
  const frame = {
    get url() {
      return readUrl();
    },
    get origin() {
      return originOf(readUrl());
    },
    get top(): WebFrameMain {
      return parent?.top ?? strict;
    },
    parent,
    frameTreeNodeId: id,
    routingId: id,
    processId: id,
    isDestroyed: () => false,
  } satisfies Frame;
  // Whatever else is asked of it throws by name.
  const strict = refuseMissing<Frame>('WebFrameMain', frame) as WebFrameMain;
  return strict;
}

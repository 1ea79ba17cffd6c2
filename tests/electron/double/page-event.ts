/** The parameters of the DevTools events that are listened to. */
export interface PageEvent {
  readonly frame?: {
    readonly id: string;
    readonly parentId?: string;
    readonly url: string;
    readonly urlFragment?: string;
  };
  readonly url?: string;
  readonly context?: {
    readonly id: number;
    readonly name: string;
    readonly auxData: { readonly frameId: string };
  };
  readonly executionContextId?: number;
  readonly name?: string;
  readonly payload?: string;
  readonly type?: string;
  readonly args?: readonly { readonly value?: unknown; readonly description?: string }[];
}

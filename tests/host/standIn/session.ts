/** `session` and `protocol`: handlers are kept, and asked by the web server and by tests. */
import { recorded } from "./standInState.ts";

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type RequestListener = (details: object, callback: (response: { cancel?: boolean }) => void) => void;
type PermissionRequestHandler = (
  contents: object,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type PermissionCheckHandler = (
  contents: object | null,
  permission: string,
  origin: string,
  details: object,
) => boolean;
type SessionListener = (...details: never[]) => void;
type DeviceHandler = (details: object) => boolean;

class Protocol {
  readonly handlers = new Map<string, ProtocolHandler>();

  handle(scheme: string, handler: ProtocolHandler): void {
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  registerSchemesAsPrivileged(schemes: readonly object[]): void {
    recorded.privilegedSchemes.push(...schemes);
  }
}

/** A session of the stand-in; `partition` is empty for the default one. */
export class Session {
  readonly partition: string;
  readonly protocol = new Protocol();
  readonly webRequest = {
    onBeforeRequest: (first: RequestListener | object, second?: RequestListener) => {
      this.beforeRequest = second ?? (first as RequestListener);
    },
  };
  beforeRequest: RequestListener | undefined;
  permissionRequest: PermissionRequestHandler | null = null;
  permissionCheck: PermissionCheckHandler | null = null;
  devicePermission: DeviceHandler | null = null;
  spellCheckerEnabled = true;
  readonly listeners = new Map<string, SessionListener>();

  constructor(partition: string) {
    this.partition = partition;
  }

  isPersistent(): boolean {
    return this.partition === "" || this.partition.startsWith("persist:");
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.devicePermission = handler;
  }

  setDisplayMediaRequestHandler(): void {
    recorded.calls.push("session.setDisplayMediaRequestHandler");
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellCheckerEnabled = enabled;
  }

  on(event: string, listener: SessionListener): this {
    this.listeners.set(event, listener);
    recorded.calls.push(`session.on:${event}`);
    return this;
  }

  async clearStorageData(): Promise<void> {
    recorded.calls.push("session.clearStorageData");
  }

  /** Asks the handlers as Chromium does: the check first, and before sound or picture is captured the request as well. */
  async allowsMedia(
    contents: object,
    kind: "check" | "request",
    mediaTypes: readonly string[],
    url: string,
  ): Promise<boolean> {
    const { permissionCheck, permissionRequest } = this;
    const isChecked = mediaTypes.every(
      (mediaType) => permissionCheck?.(contents, "media", url, { mediaType, isMainFrame: true }) ?? true,
    );
    if (!isChecked || kind === "check" || permissionRequest === null) return isChecked;
    return new Promise((resolve) => {
      permissionRequest(contents, "media", resolve, { mediaTypes, requestingUrl: url, isMainFrame: true });
    });
  }

  /** Asks the `onBeforeRequest` listener. */
  allowsRequest(url: string): Promise<boolean> {
    const listener = this.beforeRequest;
    if (listener === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      listener({ url, method: "GET" }, ({ cancel }) => resolve(cancel !== true));
    });
  }
}

const sessions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  const known = sessions.get(partition);
  if (known !== undefined) return known;
  const made = new Session(partition);
  sessions.set(partition, made);
  recorded.partitions.push(partition);
  return made;
}

const defaultSession = new Session("");

/** The module's `session`. */
export const session = { fromPartition, defaultSession };

/** The module's `protocol`: the default session's. */
export const protocol = defaultSession.protocol;

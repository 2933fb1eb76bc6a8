/** The permissions there are: the microphone, only while a recording is armed, and foot pedals. */
import { describe, expect, test } from "vitest";
import { guardSession } from "../../electron/shell/sessionGuards.ts";
import { Session } from "../host/standIn/session.ts";

const appUrl = "app://lyhord/index.html";

/** What a guarded session answers, to the request and to the check before it. */
function ask(isArmed: boolean, permission: string, mediaType: "audio" | "video" | "both", url: string) {
  const session = new Session("lyhord");
  guardSession(session as unknown as Parameters<typeof guardSession>[0], () => isArmed);
  const mediaTypes = mediaType === "both" ? ["audio", "video"] : [mediaType];
  let granted: boolean | undefined;
  session.permissionRequest?.({}, permission, (answer) => (granted = answer), {
    mediaTypes,
    requestingUrl: url,
  });
  const checked = session.permissionCheck?.({}, permission, url, {
    mediaType: mediaType === "both" ? "video" : mediaType,
  });
  return { granted, checked };
}

describe("while a recording is armed", () => {
  test("the page may use the microphone", () => {
    expect(ask(true, "media", "audio", appUrl)).toEqual({ granted: true, checked: true });
  });

  test.each([
    ["the camera", "media", "video", appUrl],
    ["the camera along with the microphone", "media", "both", appUrl],
    ["the screen", "display-capture", "audio", appUrl],
    ["where the computer is", "geolocation", "audio", appUrl],
    ["the microphone for another page", "media", "audio", "https://example.org/"],
    ["the microphone for a look-alike", "media", "audio", "app://lyhord.example.org/"],
  ] as const)("it may not use %s", (_, permission, mediaType, url) => {
    expect(ask(true, permission, mediaType, url)).toEqual({ granted: false, checked: false });
  });
});

test("while none is armed, not even the microphone", () => {
  expect(ask(false, "media", "audio", appUrl)).toEqual({ granted: false, checked: false });
});

test("nothing is spell-checked", () => {
  const session = new Session("lyhord");
  guardSession(session as unknown as Parameters<typeof guardSession>[0], () => true);
  expect(session.spellCheckerEnabled).toBe(false);
});

describe("of devices", () => {
  const pedal = { deviceId: "pedal", vendorId: 0x05f3, productId: 0x00ff };
  const securityKey = { deviceId: "key", vendorId: 0x1050, productId: 0x0407 };

  /** What a guarded session hands out, and what it chooses where the page looks for a pedal. */
  function guarded() {
    const session = new Session("lyhord");
    guardSession(session as unknown as Parameters<typeof guardSession>[0], () => false);
    const select = session.listeners.get("select-hid-device") as unknown as (
      event: { preventDefault: () => void },
      details: { deviceList: readonly object[] },
      callback: (deviceId?: string) => void,
    ) => void;
    return {
      mayAsk: (origin: string) => session.permissionCheck?.({}, "hid", origin, {}),
      isHandedOut: (details: object) => session.devicePermission?.(details),
      chosen: (deviceList: readonly object[]) => {
        let answer: string | undefined | "unanswered" = "unanswered";
        select({ preventDefault: () => {} }, { deviceList }, (deviceId) => {
          answer = deviceId;
        });
        return answer;
      },
    };
  }

  test("only a foot pedal is handed out, and only to the page", () => {
    const { isHandedOut, mayAsk } = guarded();
    const hid = (device: object, origin = "app://lyhord") =>
      isHandedOut({ deviceType: "hid", origin, device });
    expect({
      pedal: hid(pedal),
      securityKey: hid(securityKey),
      elsewhere: hid(pedal, "https://example.org"),
      overUsb: isHandedOut({ deviceType: "usb", origin: "app://lyhord", device: pedal }),
      page: mayAsk("app://lyhord/"),
      otherPage: mayAsk("https://example.org/"),
    }).toEqual({
      pedal: true,
      securityKey: false,
      elsewhere: false,
      overUsb: false,
      page: true,
      otherPage: false,
    });
  });

  test("the pedal is chosen among those that are there, and nothing where there is none", () => {
    const { chosen } = guarded();
    expect([chosen([securityKey, pedal]), chosen([securityKey]), chosen([])]).toEqual([
      "pedal",
      undefined,
      undefined,
    ]);
  });
});

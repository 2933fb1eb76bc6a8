/** The microphone: the one permission there is, and only while a recording is armed. */
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

test("no device is handed out, and nothing is spell-checked", () => {
  const session = new Session("lyhord");
  guardSession(session as unknown as Parameters<typeof guardSession>[0], () => true);
  expect({ device: session.devicePermission?.({}), spelling: session.spellCheckerEnabled }).toEqual({
    device: false,
    spelling: false,
  });
});

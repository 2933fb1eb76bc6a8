import { describe, expect, test } from "vitest";
import { canRecordInto } from "../../renderer/features/record/canRecordInto.ts";
import { barCount, createLevelHistory, shareOfScale } from "../../renderer/features/record/levelHistory.ts";
import {
  knownAs,
  optionsFor,
  preferredAmong,
  remembered,
} from "../../renderer/features/record/microphonePreference.ts";
import { groundOf } from "../../renderer/features/record/recordSubject.ts";
import type { Consent } from "../../shared/domain/consent.ts";
import type { ConversationSummary, Permission } from "../../shared/domain/conversation.ts";
import { quietestDbfs } from "../../shared/domain/level.ts";
import { newSettings } from "../../shared/domain/settings.ts";

const settings = newSettings("sv", "adviser-client");
const jabra = { deviceId: "1", label: "Jabra Speak", channels: 1 } as const;
const pair = { deviceId: "2", label: "Två myggor", channels: 2 } as const;

describe("the microphone that was used last", () => {
  test("is found again by its label, and the system's own choice is taken where it is not there", () => {
    const used = remembered(settings.microphone, knownAs(settings.microphone, "Jabra Speak"));
    expect([preferredAmong([pair, jabra], used), preferredAmong([pair], used)]).toEqual([jabra, null]);
  });

  test("is opened as it was used last, with two channels only where there are two", () => {
    const two = { label: "Två myggor", channels: 2, firstChannel: "client" } as const;
    const microphone = remembered(remembered(settings.microphone, two), { ...two, label: "Jabra Speak" });
    const asked = { ...settings, microphone };
    expect([
      optionsFor(pair, asked).channels,
      optionsFor(jabra, asked).channels,
      knownAs(microphone, "Två myggor"),
    ]).toEqual([2, 1, two]);
  });

  test("is remembered once, and the ones used longest ago are forgotten", () => {
    const labels = Array.from({ length: 60 }, (_, index) => `Mikrofon ${index % 55}`);
    const { perDevice, preferred } = labels.reduce(
      (known, label) => remembered(known, { label, channels: 1, firstChannel: null }),
      settings.microphone,
    );
    expect([perDevice.length, new Set(perDevice.map(({ label }) => label)).size, preferred]).toEqual([
      50,
      50,
      "Mikrofon 4",
    ]);
  });
});

describe("the bars of a recording", () => {
  test("show the loudest channel of the last seconds, the newest at the right", () => {
    const history = createLevelHistory();
    const level = (peakDbfs: number) => ({ peakDbfs, rmsDbfs: peakDbfs - 10, isClipping: false });
    for (let index = 0; index < 4; index += 1) history.add([level(-50), level(-12)]);
    history.add([level(-30)]);
    const bars = history.bars();
    expect([bars.length, bars.slice(-3), history.peakDbfs()]).toEqual([
      barCount,
      [quietestDbfs, -12, -30],
      -30,
    ]);
  });

  test("are as tall as the level is on a scale of 60 decibel", () => {
    expect([-100, -60, -30, 0, 3].map(shareOfScale)).toEqual([0, 0, 0.5, 1, 1]);
  });
});

describe("what a recording rests on", () => {
  const client = { kind: "client", consentId: "k" } as Permission;
  const consent = { id: "k", number: 17, form: "spoken", spoken: null } as Consent;
  const spoken = { wording: { readAloud: "Får jag spela in?" } } as Consent["spoken"];

  test("is a number, and the text to read where the permission was spoken", () => {
    expect([
      groundOf(client, [{ ...consent, form: "written" }]),
      groundOf(client, [consent]),
      groundOf(client, [{ ...consent, spoken }]),
    ]).toEqual([
      { kind: "client", number: 17, form: "written" },
      { kind: "client", number: 17, form: "noted" },
      { kind: "client", number: 17, form: "to-repeat", readAloud: "Får jag spela in?" },
    ]);
  });

  test("is nothing for what is published or has lost its permission", () => {
    const published = { kind: "published", title: "Film", source: "", licence: "" } as const;
    expect([groundOf(published, [consent]), groundOf(client, [])]).toEqual([null, null]);
  });
});

test("only a conversation that never had sound can be recorded into", () => {
  const role = {
    kind: "role-play",
    sound: { phase: "none" },
    hold: null,
    consent: null,
  } as ConversationSummary;
  const can = (part: Partial<ConversationSummary>) => canRecordInto({ ...role, ...part });
  expect([
    can({}),
    can({ kind: "published" }),
    can({ sound: { phase: "erased", durationMs: null } }),
    can({ sound: { phase: "importing" } }),
    can({ hold: {} as ConversationSummary["hold"] }),
    can({ consent: { withdrawnAt: 1 } as ConversationSummary["consent"] }),
  ]).toEqual([true, false, false, false, false, false]);
});

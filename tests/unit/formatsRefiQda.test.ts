/** REFI-QDA projects: the standard's own names, positions in code points, codings where they belong. */
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { printRefiQda, refiMembers } from "../../shared/formats/refiQda.ts";
import { childOf, childrenOf, readXml, type XmlElement } from "../../shared/formats/xmlTree.ts";

const guids = () => {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  };
};
const project = () => ({
  name: 'Samtal "2" & <så>',
  transcript: {
    segments: [
      { startMs: 1_800, endMs: 3_200, speaker: "Rådgivare", text: "Hej 🙂!" },
      { startMs: 3_300, endMs: 4_600, text: "Jo <b>." },
    ],
  },
  codes: [
    { id: "FR", name: "Fråga", color: "#ff0000" as const },
    { id: "ER", name: "Enkel reflektion" },
  ],
  codings: [{ codeId: "ER", segmentIndex: 1 }],
  writtenAt: Date.UTC(2026, 2, 2, 9),
  newGuid: guids(),
});
const inside = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => (at === undefined ? at : childOf(at, name)), element);
const attributesOf = (element: XmlElement | undefined) => Object.fromEntries(element?.attributes ?? []);

describe("a project", () => {
  const members = refiMembers(project());
  const root = readXml(members["project.qde"] ?? "");
  const files = Object.keys(members).filter((name) => name.startsWith("Sources/"));

  test("holds the text twice: as a source and as the transcript of a sound", () => {
    expect(files.map((name) => members[name])).toEqual(Array(2).fill("Rådgivare: Hej 🙂!\nJo <b>.\n"));
    const paths = [
      inside(root, "Sources", "TextSource"),
      inside(root, "Sources", "AudioSource", "Transcript"),
    ].map((element) => element?.attributes.get("plainTextPath")?.replace("internal://", "Sources/"));
    expect(paths).toEqual(files);
    expect(root.attributes.get("name")).toBe('Samtal "2" & <så>');
    expect(root.attributes.get("creationDateTime")).toBe("2026-03-02T09:00:00Z");
  });

  test("ties each line to its times, in code points", () => {
    const transcript = inside(root, "Sources", "AudioSource", "Transcript");
    const points = childrenOf(transcript ?? root, "SyncPoint").map(({ attributes }) => [
      attributes.get("timeStamp"),
      attributes.get("position"),
    ]);
    expect(points).toEqual([
      ["1800", "0"],
      ["3200", "17"],
      ["3300", "18"],
      ["4600", "25"],
    ]);
  });

  test("has its code book, and codings on the lines they are of", () => {
    const codes = childrenOf(inside(root, "CodeBook", "Codes") ?? root, "Code");
    expect(codes.map(({ attributes }) => [attributes.get("name"), attributes.get("color")])).toEqual([
      ["Fråga", "#ff0000"],
      ["Enkel reflektion", undefined],
    ]);
    const selection = inside(root, "Sources", "TextSource", "PlainTextSelection");
    expect(attributesOf(selection)).toMatchObject({ startPosition: "18", endPosition: "25" });
    expect(inside(selection, "Coding", "CodeRef")?.attributes.get("targetGUID")).toBe(
      codes[1]?.attributes.get("guid"),
    );
  });

  test.each([
    ["words of a line", { text: "🙂!", startIndex: 4 }, 0, ["15", "17"]],
    ["the first of words that stand nearest", { text: "e", startIndex: 1 }, 0, ["12", "13"]],
    ["the whole line where the words are not in it", { text: "Nej", startIndex: 0 }, 1, ["18", "25"]],
    ["never who speaks", { text: "Rådgivare", startIndex: 0 }, 0, ["0", "17"]],
  ])("puts a coding on %s", (_, words, segmentIndex, expected) => {
    const made = refiMembers({ ...project(), codings: [{ codeId: "ER", segmentIndex, words }] });
    const selection = inside(
      readXml(made["project.qde"] ?? ""),
      "Sources",
      "TextSource",
      "PlainTextSelection",
    );
    const { startPosition, endPosition } = attributesOf(selection);
    expect([startPosition, endPosition]).toEqual(expected);
  });

  test("gives each thing an identity of its own", () => {
    const ids = [...(members["project.qde"] ?? "").matchAll(/ guid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("without codes has no code book", () => {
    const bare = { ...project(), codes: [], codings: [] };
    expect(refiMembers(bare)["project.qde"]).not.toContain("CodeBook");
  });

  test("a coding of what is not there is refused", () => {
    expect(() => refiMembers({ ...project(), codings: [{ codeId: "X", segmentIndex: 0 }] })).toThrow(
      RangeError,
    );
    expect(() => refiMembers({ ...project(), codings: [{ codeId: "FR", segmentIndex: 2 }] })).toThrow(
      RangeError,
    );
  });

  test("is packed with its members and the time it was written", () => {
    const unpacked = unzipSync(printRefiQda(project()));
    const texts = Object.entries(unpacked).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    expect(Object.fromEntries(texts)).toEqual(members);
    expect(printRefiQda(project())).toEqual(printRefiQda(project()));
  });
});

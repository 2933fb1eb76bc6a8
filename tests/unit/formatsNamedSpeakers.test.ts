import { describe, expect, it } from "vitest";
import { namedSpeakers } from "../../shared/formats/namedSpeakers.ts";
import { nameInLabel } from "../../shared/formats/nameInLabel.ts";

describe("the name in a label", () => {
  it("is there only where it looks like somebody's", () => {
    const labels = ["", "K", "IP", "Rådgivare 2", "KLIENT", "Speaker 1", "SPK_2", "röst 3", "00:12"];
    expect(labels.map(nameInLabel)).toEqual(labels.map(() => null));
    expect(["Karin", "Bo", " Åsa-Lill ", "x".repeat(61)].map(nameInLabel)).toEqual([
      "Karin",
      "Bo",
      "Åsa-Lill",
      null,
    ]);
  });
});

describe("names of a file", () => {
  const lines = ["Anna", "Bo", "Anna", "Karin", "Bo", "Bo", "K"].map((speaker) => ({ speaker }));

  it("are the role's where all its labels have one, and stand at the lines of the others", () => {
    const { names, spokenBy } = namedSpeakers(
      [
        { label: "Anna", speaker: "client", name: "Anna" },
        { label: "Bo", speaker: "client", name: "Bo" },
        { label: "Karin", speaker: "practitioner", name: "Karin" },
      ],
      lines,
    );
    expect(names).toEqual({ client: "Bo", practitioner: "Karin" });
    expect(["Anna", "Bo", "Karin", "K"].map(spokenBy)).toEqual([
      { speaker: "client", speakerName: "Anna" },
      { speaker: "client" },
      { speaker: "practitioner" },
      { speaker: "other" },
    ]);
  });

  it("are never given to lines whose label has none", () => {
    const { names, spokenBy } = namedSpeakers(
      [
        { label: "Karin", speaker: "client", name: "Karin" },
        { label: "K", speaker: "client" },
      ],
      lines,
    );
    expect(names).toEqual({});
    expect(["Karin", "K"].map(spokenBy)).toEqual([
      { speaker: "client", speakerName: "Karin" },
      { speaker: "client" },
    ]);
  });
});

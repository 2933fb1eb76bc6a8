/** What is found in a line that may tell who somebody is, and what is not. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findIdentifyingWords } from "../../shared/domain/identifyingWords.ts";

/** What was found, as `kind: words`; weak findings with a question mark. */
function found(text: string, knownNames: readonly string[] = []): string[] {
  return findIdentifyingWords(text, knownNames).map(
    ({ kind, startIndex, endIndex, strength }) =>
      `${kind}${strength === "weak" ? "?" : ""}: ${text.slice(startIndex, endIndex)}`,
  );
}

describe("names", () => {
  it.each([
    ["Jag pratade med Anna igår, och Annas bror var där.", ["name: Anna", "name: Anna"]],
    ["Det var Anna-Lena Bäckehag som ringde.", ["name: Anna-Lena Bäckehag"]],
    ["Anna Karlsson sa nej.", ["name: Anna Karlsson"]],
    ["Så ringde Lars Öqvist.", ["name: Lars Öqvist"]],
    ["Hun heter Synnøve, og broren er Geirs kamerat.", ["name: Synnøve", "name: Geir"]],
    ["Min kone hedder Mette Vestergaard.", ["name: Mette Vestergaard"]],
    ["I told Emily's teacher about it.", ["name: Emily"]],
    ["jag sa det till fatima", ["name?: fatima"]],
    ["Vad heter hon? Liv.", ["name?: Liv"]],
    ["Han flyttade till Örebro.", ["place: Örebro"]],
    ["Vi bor i Lund nu.", ["place: Lund"]],
    ["Jeg jobber på Haukeland sykehus.", ["workplace?: Haukeland sykehus"]],
    ["Hon går på Björkskolan.", ["workplace?: Björkskolan"]],
    ["Jag jobbade på Volvo förr.", ["proper?: Volvo"]],
  ])("are found in %j", (text, findings) => {
    expect(found(text)).toEqual(findings);
  });

  it("that are known from the permission are found however they are written", () => {
    expect(found("det sa xanthippe också, Xanthippes idé", ["Xanthippe Qwerty"])).toEqual([
      "name: xanthippe",
      "name: Xanthippe",
    ]);
  });

  it("that are replaced already are passed over", () => {
    expect(found("Jag sa till [Anna] och [person 1] att [Örebro] var bra.")).toEqual([]);
  });
});

describe("numbers and addresses", () => {
  it.each([
    ["Mitt nummer är 811218-9876.", ["national-id: 811218-9876"]],
    ["Mitt nummer är 811218-9875.", ["national-id?: 811218-9875"]],
    ["CPR er 010107-4321.", ["national-id?: 010107-4321"]],
    ["Ring 070-123 45 67 eller 08-123 456 78.", ["phone: 070-123 45 67", "phone: 08-123 456 78"]],
    ["Nå meg på 412 34 567 eller +47 22 33 44 55.", ["phone: 412 34 567", "phone: +47 22 33 44 55"]],
    ["Ring på 20 12 34 56.", ["phone: 20 12 34 56"]],
    ["Det är anna.berg@example.org.", ["email: anna.berg@example.org"]],
    ["anna snabel-a bolaget punkt se", ["email?: anna snabel-a bolaget punkt se"]],
    ["Vi bor på Storgatan 12 B, 703 61 Örebro.", ["address: Storgatan 12 B", "address: 703 61 Örebro"]],
    ["Hun bor i Parkveien 7, 0350 Oslo.", ["address: Parkveien 7", "address: 0350 Oslo"]],
    ["Jeg bor på Nørrebrogade 40, 2200 København.", ["address: Nørrebrogade 40", "address: 2200 København"]],
    ["We live at 12 Baker Street, NW1 6XE.", ["address: 12 Baker Street", "address: NW1 6XE"]],
    ["Jag är född den 12 mars 1985.", ["birth-date: 12 mars 1985"]],
    ["Hun er født i 1985.", ["birth-date?: 1985"]],
    ["Operationen var 2024-05-02.", ["date?: 2024-05-02"]],
    ["Ärendet är 2026088.", ["number?: 2026088"]],
  ])("are found in %j", (text, findings) => {
    expect(found(text)).toEqual(findings);
  });
});

/** Lines as they are said, in which nobody is named; some begin with words that are names elsewhere. */
const ordinaryTalk = `
Hur har det gått sedan sist?
Jag har tänkt på det där vi pratade om. Ibland känns det som att jag bara går runt i cirklar.
Å ena sidan vill du sluta, å andra sidan är det skönt att ha kvar det på fredagarna.
På en skala från 0 till 10, hur viktigt är det för dig? – En sjua, kanske.
Bo kvar kan jag inte göra. Liv är det ändå i mig. Dag för dag går det lättare. Per gång kostar det 250 kronor.
Det är Försäkringskassan som säger det, och Arbetsförmedlingen håller med. Jag fick 12 000 kr i juni.
Mina sanna vänner finns kvar. Jag har en rosa tröja. I Sverige är det så.
Klockan 8.30-16.30 jobbar jag, och 2019-2021 var jag sjuk. Det var 10 000 steg om dagen.
Hvordan har du hatt det siden sist? Jeg tenker mye på det vi snakket om.
Hans bror er også sånn. Else var det ingenting. Tor du at det går? Mange ganger har jeg prøvd.
NAV sier at jeg må. Det er jo sånn det er i Norge. På den ene siden vil jeg, på den andre siden ikke.
Hvordan går det med arbejdet? Jeg er glad for at du spørger. Det er jobcentret, der bestemmer.
Helle stunder er der også. Sommer er bedst. Man kan jo ikke bare stoppe fra den ene dag til den anden.
How have you been since we last met? Will you tell me more? May I ask you something?
I think I'm ready, but I don't know. On Monday I walked for an hour. It was in May.
Hope is what I have. Mark my words. It was 25 years ago and I smoked 20 a day.
`
  .trim()
  .split("\n");

describe("ordinary talk", () => {
  it.each(ordinaryTalk)("gives nothing: %j", (line) => {
    expect(found(line)).toEqual([]);
  });
});

describe("whatever the text", () => {
  const pieces = fc.constantFrom(
    ...[
      "Anna",
      "Annas",
      "lars",
      "Örebro",
      "Storgatan 5",
      "811218-9876",
      "070-123 45 67",
      "a@b.se",
      "den 3 maj 1980",
    ],
    ..." .,;:!?-()[]\n@+0123456789".split(""),
    "[dotter]",
    "och så",
    "🙂",
    "É",
    "ß",
  );
  const anyText = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
    fc.string(),
  );

  it("findings are in order, within it, not empty, and never overlap", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { startIndex, endIndex } of findIdentifyingWords(text, ["Anna Berg"])) {
          expect(startIndex).toBeGreaterThanOrEqual(last);
          expect(endIndex).toBeGreaterThan(startIndex);
          expect(text.slice(startIndex, endIndex).trim()).toBe(text.slice(startIndex, endIndex));
          last = endIndex;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("what is replaced is not found again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [first] = findIdentifyingWords(text);
        fc.pre(first !== undefined && !/[[\]]/.test(text));
        if (first === undefined) return;
        const after = `${text.slice(0, first.startIndex)}[ort]${text.slice(first.endIndex)}`;
        const inBrackets = findIdentifyingWords(after).filter(
          ({ startIndex }) => startIndex >= first.startIndex && startIndex < first.startIndex + 5,
        );
        expect(inBrackets).toEqual([]);
      }),
    );
  });

  it.each([
    ["digits", "0"],
    ["letters", "a"],
    ["capitals", "A"],
    ["names", "Anna "],
    ["names without end", "Anna-"],
    ["groups of digits", "12 "],
    ["dots and letters", "a."],
    ["brackets", "["],
    ["at signs", "a@"],
    ["streets", "Storgatan "],
    ["dates", "1.1."],
  ])("a line of nothing but %s is looked through as far as a line may be long", (_, piece) => {
    const text = piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000);
    expect(findIdentifyingWords(text, ["Anna"]).length).toBeLessThanOrEqual(text.length);
  });
});
